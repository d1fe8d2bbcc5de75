"""The API that answers everything, and a walk through the portal in front of it."""

import pytest

from tests.notify_api import NotifyAPI
from tests.portal_apps.security.walk import HOSTILE, Walk
from tests.whole_api import WholeAPI, answer_everything


@pytest.fixture
def whole(api: NotifyAPI) -> WholeAPI:
    """Everything the API knows: the service is in trial mode, has everything, and its names are hostile."""
    made = WholeAPI(marker=HOSTILE, is_trial=True)
    answer_everything(api, made)
    return made


@pytest.fixture(scope="session")
def walk() -> Walk:
    """What was seen at every address; looking at it costs nothing."""
    return Walk.through(WholeAPI(marker=HOSTILE, is_trial=True))
