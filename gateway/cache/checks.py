"""Deploy checks of the cache. The portal registers them; each says what would go wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.checks import CheckMessage, Error
from django_redis.cache import RedisCache

from gateway.cache.settings import cache_alias
from gateway.cache.stores import raw_key

LONGEST_SOCKET_TIMEOUT = 1.0


def cache_is_coherent(*_arguments: object, **_options: object) -> list[CheckMessage]:
    """Errors that let a deployed portal show old answers or stall on its cache.

    GATEWAY_SINGLE_PROCESS says that exactly one process serves, which is where a cache in memory may be deployed.
    """
    if isinstance(caches[cache_alias()], RedisCache):
        return list(_redis_errors(settings.CACHES[cache_alias()]))
    if getattr(settings, "GATEWAY_SINGLE_PROCESS", False):
        return []
    return [
        Error(
            f"The cache {cache_alias()!r} is not Redis, so each process would keep answers that another has changed.",
            hint="Set REDIS_URL.",
            id="gateway.E001",
        )
    ]


def _redis_errors(configured: Mapping[str, Any]) -> Iterator[CheckMessage]:
    options = configured.get("OPTIONS", {})
    if caches[cache_alias()].key_func is not raw_key:
        yield Error(
            "The gateway's cache does not use raw keys, so it would miss what the API deletes.",
            hint='Set KEY_FUNCTION to "gateway.cache.stores.raw_key".',
            id="gateway.E002",
        )
    if options.get("IGNORE_EXCEPTIONS", getattr(settings, "DJANGO_REDIS_IGNORE_EXCEPTIONS", False)):
        yield Error(
            "The gateway's cache ignores errors, so it would hide deletes that failed.",
            hint="Leave IGNORE_EXCEPTIONS off.",
            id="gateway.E003",
        )
    for name in ("SOCKET_TIMEOUT", "SOCKET_CONNECT_TIMEOUT"):
        if not 0 < options.get(name, 0) <= LONGEST_SOCKET_TIMEOUT:
            yield Error(
                f"{name} of the gateway's cache is not set or above {LONGEST_SOCKET_TIMEOUT:g} second, so a hung Redis "
                "would stall pages.",
                hint=f"Set {name} to 0.25.",
                id="gateway.E004",
            )
