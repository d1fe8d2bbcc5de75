"""Every test of this folder may run in both places for files: a folder, and S3 at its HTTP seam."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import boto3
import pytest
from django.conf import settings
from django.test import override_settings
from moto import mock_aws

from notify_portal.settings.files import file_storages

REGION = "eu-west-1"
NAMES = {alias: f"test-{alias.replace('_', '-')}" for alias in settings.FILE_BUCKETS}
IN_FOLDERS = dict.fromkeys(NAMES, "")


def kept(buckets: dict[str, str], folder: Path, endpoint: str = "") -> AbstractContextManager[None]:
    """Files are kept there: in S3 where a bucket has a name, else in the folder."""
    places = file_storages(folder, buckets, REGION, endpoint)
    return override_settings(STORAGES={**settings.STORAGES, **places})


@contextmanager
def mocked_s3(folder: Path) -> Iterator[object]:
    with pytest.MonkeyPatch.context() as patch, mock_aws(), kept(NAMES, folder):
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        client = boto3.client("s3", region_name=REGION)
        for bucket in NAMES.values():
            client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        yield client


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[Path]:
    """The folder in which everything is kept."""
    with kept(IN_FOLDERS, tmp_path):
        yield tmp_path


@pytest.fixture(scope="module")
def in_s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A client of the S3 in which everything is kept."""
    with mocked_s3(tmp_path_factory.mktemp("unused")) as client:
        yield client


@pytest.fixture(scope="module", params=["folder", "s3"])
def place(request, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Once in a folder and once in S3."""
    folder = tmp_path_factory.mktemp("files")
    with kept(IN_FOLDERS, folder) if request.param == "folder" else mocked_s3(folder):
        yield
