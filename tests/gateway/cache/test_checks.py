from typing import Any

import pytest
from django.test import override_settings

from gateway.cache.checks import cache_is_coherent

REDIS = {
    "BACKEND": "django_redis.cache.RedisCache",
    "LOCATION": "redis://127.0.0.1:1/0",
    "KEY_FUNCTION": "gateway.cache.stores.raw_key",
    "OPTIONS": {"SOCKET_TIMEOUT": 0.25, "SOCKET_CONNECT_TIMEOUT": 0.25},
}
LOCAL = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}


def errors_of(gateway: dict[str, Any], **settings: Any) -> list[str]:
    with override_settings(CACHES={"default": LOCAL, "gateway": gateway}, **settings):
        return [error.id for error in cache_is_coherent()]


class TestCacheIsCoherent:
    def test_redis_as_it_should_be_passes(self) -> None:
        assert errors_of(REDIS) == []

    def test_memory_is_refused(self) -> None:
        assert errors_of(LOCAL) == ["gateway.E001"]

    def test_memory_is_enough_for_a_single_process(self) -> None:
        assert errors_of(LOCAL, GATEWAY_SINGLE_PROCESS=True) == []

    def test_a_prefix_is_refused(self) -> None:
        assert errors_of({**REDIS, "KEY_FUNCTION": None}) == ["gateway.E002"]

    def test_hidden_errors_are_refused(self) -> None:
        options = {**REDIS["OPTIONS"], "IGNORE_EXCEPTIONS": True}

        assert errors_of({**REDIS, "OPTIONS": options}) == ["gateway.E003"]
        assert errors_of(REDIS, DJANGO_REDIS_IGNORE_EXCEPTIONS=True) == ["gateway.E003"]

    @pytest.mark.parametrize("timeout", [None, 0, 5])
    def test_a_timeout_that_stalls_pages_is_refused(self, timeout: float | None) -> None:
        options = {"SOCKET_CONNECT_TIMEOUT": 0.25} | ({} if timeout is None else {"SOCKET_TIMEOUT": timeout})

        assert errors_of({**REDIS, "OPTIONS": options}) == ["gateway.E004"]
