"""A service, somebody who sees its activity, and a folder of files for each test."""

import pytest

from notify_portal.settings.files import file_storages
from tests.builders import a_member, a_service


@pytest.fixture
def service():
    return a_service()


@pytest.fixture
def browser(sign_in, service):
    """Of somebody who may see what the service sends, and nothing else."""
    return sign_in(a_member(service, ["view_activity"]), service)


@pytest.fixture
def files(settings, tmp_path) -> None:
    """Empty places for the files of the portal and the API."""
    places = file_storages(tmp_path, dict.fromkeys(settings.FILE_BUCKETS, ""), region="", endpoint="")
    settings.STORAGES = {**settings.STORAGES, **places}
