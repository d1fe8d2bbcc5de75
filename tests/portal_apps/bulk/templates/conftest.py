"""A service of the sandbox, and a folder beside it, for the templates of both."""

import pytest

from tests.portal_apps.bulk.templates.template_world import World


@pytest.fixture
def world(sandbox, run, settings, tmp_path):
    settings.API_HOST_NAME = sandbox.url
    path = tmp_path / "templates"
    path.mkdir()
    return World(sandbox, run, path)


@pytest.fixture
def pulled(world):
    assert world.pull().status == 0
    return world
