"""A folder of files for each test."""

import pytest

from notify_portal.settings.files import file_storages


@pytest.fixture
def files(settings, tmp_path) -> None:
    """Empty places for the files of the portal and the API."""
    places = file_storages(tmp_path, dict.fromkeys(settings.FILE_BUCKETS, ""), region="", endpoint="")
    settings.STORAGES = {**settings.STORAGES, **places}
