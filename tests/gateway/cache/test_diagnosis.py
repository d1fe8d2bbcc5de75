"""What check_api says of the cache, on a real Redis."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from django_redis import get_redis_connection
from redis import Redis

from gateway.cache.diagnosis import diagnose_cache
from gateway.cache.registry import GUARD_PREFIX
from gateway.findings import Level
from notify_portal.settings.caches import cache_settings
from tests.gateway.cache.support import an_id
from tests.redis_server import PATIENT, RedisServer


@pytest.fixture
def api_redis(own_redis: RedisServer) -> Iterator[Redis]:
    """The portal's Redis, as somebody else may use it too."""
    with (
        override_settings(CACHES=cache_settings(own_redis.url, [], PATIENT)),
        Redis.from_url(own_redis.url) as client,
    ):
        yield client
        get_redis_connection("gateway").connection_pool.disconnect()


def levels() -> dict[str, Level]:
    return {found.about: found.level for found in diagnose_cache()}


def sharing() -> str:
    return next(found.text for found in diagnose_cache() if found.about == "sharing")


class TestCache:
    def test_memory_is_said_to_be_enough_for_one_process(self) -> None:
        [only] = diagnose_cache()

        assert only.level is Level.GOOD
        assert "one process only" in only.text

    def test_a_redis_that_answers_is_good(self, api_redis: Redis) -> None:
        assert levels() == {"cache": Level.GOOD, "sharing": Level.GOOD}

    def test_a_redis_that_is_away_is_broken(self, api_redis: Redis, own_redis: RedisServer) -> None:
        own_redis.kill()

        assert levels() == {"cache": Level.BROKEN}

    def test_one_that_gives_up_fences_first_needs_attention(self, api_redis: Redis) -> None:
        api_redis.config_set("maxmemory-policy", "volatile-ttl")

        assert levels()["cache"] is Level.ATTENTION


class TestSharing:
    @pytest.mark.parametrize(
        "key",
        [f"{an_id()}-sms-2026-11-01-count", f"{an_id()}-tokens-normal", f"service-{an_id()}"],
        ids=["count", "bucket", "service"],
    )
    def test_what_the_api_leaves_behind_is_found(self, api_redis: Redis, key: str) -> None:
        api_redis.set(key, "1")

        assert levels()["sharing"] is Level.ATTENTION
        assert sharing().startswith("The API seems to use this Redis too")

    def test_what_the_portal_keeps_is_no_trace(self, api_redis: Redis) -> None:
        key = f"service-{an_id()}"
        api_redis.mset({key: "{}", GUARD_PREFIX + key: "V0;", f"{key}-templates": "[]"})

        assert levels()["sharing"] is Level.GOOD

    def test_traces_are_expected_where_it_is_shared(self, api_redis: Redis) -> None:
        api_redis.set(f"service-{an_id()}", "{}")

        with override_settings(GATEWAY_SHARED_REDIS=True):
            assert levels()["sharing"] is Level.GOOD
            assert sharing() == "The API uses this Redis too: it holds answers that the API keeps."

    def test_a_shared_redis_without_any_needs_attention(self, api_redis: Redis) -> None:
        with override_settings(GATEWAY_SHARED_REDIS=True):
            assert levels()["sharing"] is Level.ATTENTION
