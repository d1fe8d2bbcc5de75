import pytest

from tests.portal_apps.sending.one_off.world import World


@pytest.fixture
def world(api, sign_in) -> World:
    return World(api, sign_in)
