"""The places for files: one alias for each bucket of the Notify platform, in S3 where it has a name, else in a folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def file_storages(folder: Path, buckets: Mapping[str, str], region: str, endpoint: str) -> dict[str, Any]:
    """What STORAGES says of these aliases; an empty name keeps the files of its alias in a folder."""
    in_s3 = {"region_name": region, "endpoint_url": endpoint or None}
    return {
        alias: {"BACKEND": "gateway.storage.s3.S3Store", "OPTIONS": {"bucket_name": name, **in_s3}}
        if name
        else {"BACKEND": "gateway.storage.disk.DiskStore", "OPTIONS": {"location": folder / alias}}
        for alias, name in buckets.items()
    }
