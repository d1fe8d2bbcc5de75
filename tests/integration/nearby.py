"""The gateway of the tests' own process in front of a sandbox, as a view or a command would use it."""

from contextlib import AbstractContextManager
from pathlib import Path

from django.conf import settings
from django.test import override_settings

from notify_portal.settings.caches import cache_settings
from notify_portal.settings.files import file_storages
from tests.redis_server import PATIENT, RedisServer
from tests.sandbox_process import SandboxProcess


def sandbox_environ(files: Path) -> dict[str, str]:
    """A sandbox that believes the tests' process, reads its files and delivers at once."""
    return {
        "ADMIN_CLIENT_SECRET": settings.ADMIN_CLIENT_SECRET,
        "SECRET_KEY": settings.SECRET_KEY,
        "DANGEROUS_SALT": settings.DANGEROUS_SALT,
        "DOCUMENT_DOWNLOAD_API_KEY": settings.DOCUMENT_DOWNLOAD_API_KEY,
        "TEMPLATE_PREVIEW_API_KEY": settings.TEMPLATE_PREVIEW_API_KEY,
        "SANDBOX_DELIVERY_SECONDS": "0",
        "SANDBOX_FILES": str(files),
    }


def gateway_to(
    sandbox: SandboxProcess, redis: RedisServer, files: Path
) -> AbstractContextManager[object, bool | None]:
    """Within the block, the gateway asks this sandbox, keeps answers on this Redis and files in this folder."""
    buckets = file_storages(files, dict.fromkeys(settings.FILE_BUCKETS, ""), region="", endpoint="")
    return override_settings(
        API_HOST_NAME=sandbox.url,
        DOCUMENT_DOWNLOAD_API_HOST=sandbox.url,
        TEMPLATE_PREVIEW_API_HOST=sandbox.url,
        CACHES=cache_settings(redis.url, [], PATIENT),
        STORAGES={**settings.STORAGES, **buckets},
    )
