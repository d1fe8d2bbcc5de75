"""templates_sync --copy-to, in front of a sandbox: copies follow the original until somebody edits them."""

import pytest
from django.conf import settings as settings_of_tests

from gateway import acting_as, service_api_client
from tests.portal_apps.bulk.template_world import World
from tests.sandbox_process import SandboxProcess, seeded_database

SECRET = {"ADMIN_CLIENT_SECRET": settings_of_tests.ADMIN_CLIENT_SECRET}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    with SandboxProcess(seeded_database(tmp_path_factory.mktemp("seeded")), SECRET) as process:
        yield process


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


class TestCopies:
    @pytest.fixture
    def others(self, pulled):
        return [pulled.a_service(f"{pulled.path.parent.name} {number}") for number in (1, 2)]

    def test_are_made_in_every_service_and_nowhere_else(self, pulled, others):
        ended = pulled.push("--copy-to", *others)

        assert ended.states == ["done", "done"]
        copies = [pulled.templates(service_id) for service_id in others]
        assert [list(copy) for copy in copies] == [["Permit"], ["Permit"]]
        assert pulled.now(pulled.permit).version == 1
        assert pulled.file().id == pulled.permit

    def test_follow_the_original(self, pulled, others):
        pulled.push("--copy-to", *others)
        pulled.edit("is ready", "is done")
        pulled.push()

        ended = pulled.push("--copy-to", *others)

        copy = pulled.templates(others[0])["Permit"]
        assert ended.states == ["done", "done"]
        assert pulled.now(copy, others[0]).content == "Your permit is done"
        assert pulled.push("--copy-to", *others).states == ["unchanged", "unchanged"]

    def test_with_a_text_of_their_own_are_left(self, pulled, others):
        pulled.push("--copy-to", *others)
        copy = pulled.templates(others[0])["Permit"]
        with acting_as(pulled.admin):
            service_api_client.update_service_template(others[0], copy, content="Ours")
        pulled.edit("is ready", "is done")
        pulled.push()

        ended = pulled.push("--copy-to", *others)

        assert ended.states == ["failed", "done"]
        assert "with a text of its own" in ended.rows[0]["reason"]
        assert pulled.now(copy, others[0]).content == "Ours"

    def test_can_be_taken_back(self, pulled, others):
        pulled.push("--copy-to", *others)

        assert pulled.undo().states == ["undone", "undone"]
        assert [pulled.templates(service_id) for service_id in others] == [{}, {}]

    def test_are_not_for_the_service_itself(self, pulled):
        assert "cannot be a copy of itself" in pulled.push("--copy-to", pulled.service_id).messages
