"""Every test of this folder runs in both places for files: a folder, and S3 at its HTTP seam."""

from collections.abc import Iterator
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


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[Path]:
    """The folder in which everything is kept."""
    places = file_storages(tmp_path, IN_FOLDERS, region="", endpoint="")
    with override_settings(STORAGES={**settings.STORAGES, **places}):
        yield tmp_path


@pytest.fixture
def in_s3(monkeypatch, tmp_path) -> Iterator[object]:
    """A client of the S3 in which everything is kept."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    places = file_storages(tmp_path, NAMES, region=REGION, endpoint="")
    with mock_aws(), override_settings(STORAGES={**settings.STORAGES, **places}):
        client = boto3.client("s3", region_name=REGION)
        for bucket in NAMES.values():
            client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        yield client


@pytest.fixture(params=["on_disk", "in_s3"])
def place(request) -> object:
    return request.getfixturevalue(request.param)
