"""The API's daily counters, on a real Redis."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings
from redis import Redis

from gateway import service_api_client
from gateway.counters import counted_today, empty_token_buckets
from notify_portal.settings.caches import cache_settings
from tests.redis_server import PATIENT, redis_address

SERVICE = "11111111-aaaa-4111-8111-111111111111"
NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    with redis_address() as address:
        yield address


@pytest.fixture
def api_redis(redis_url: str) -> Iterator[Redis]:
    """Redis as the API uses it."""
    with Redis.from_url(redis_url) as client:
        client.flushdb()
        yield client


@pytest.fixture
def shared(redis_url: str, api_redis: Redis) -> Iterator[None]:
    with override_settings(CACHES=cache_settings(redis_url, [], PATIENT), GATEWAY_SHARED_REDIS=True):
        yield


def count(client: Redis, kind: str, number: object) -> None:
    """Today's counter. Tomorrow's is the same, in case midnight comes between here and the reading."""
    today = datetime.now(tz=UTC).date()
    client.set(f"{SERVICE}-{kind}-{today - timedelta(days=1)}-count", 99)
    for day in (today, today + timedelta(days=1)):
        client.set(f"{SERVICE}-{kind}-{day}-count", number)


@pytest.mark.usefixtures("shared")
class TestWithSharedRedis:
    def test_the_counter_of_today_is_read(self, api_redis):
        count(api_redis, "sms", 7)

        assert counted_today(SERVICE, "sms") == 7

    def test_the_client_reads_it(self, api_redis):
        count(api_redis, "email", 3)

        assert service_api_client.get_notification_count(SERVICE, "email") == 3

    def test_an_id_in_another_spelling_is_the_same_service(self, api_redis):
        count(api_redis, "sms", 7)

        assert counted_today(SERVICE.upper(), "sms") == 7

    def test_types_are_counted_apart(self, api_redis):
        count(api_redis, "sms", 7)

        assert counted_today(SERVICE, "email") == 0

    def test_something_that_is_no_number_is_zero(self, api_redis):
        count(api_redis, "sms", "many")

        assert counted_today(SERVICE, "sms") == 0


class TestWithoutSharedRedis:
    def test_a_redis_of_our_own_has_no_counters(self, redis_url, api_redis):
        count(api_redis, "sms", 7)

        with override_settings(CACHES=cache_settings(redis_url, [], PATIENT), GATEWAY_SHARED_REDIS=False):
            assert counted_today(SERVICE, "sms") == 0

    def test_the_memory_of_a_process_has_no_counters(self):
        with override_settings(GATEWAY_SHARED_REDIS=True):
            assert counted_today(SERVICE, "sms") == 0

    def test_a_redis_that_is_away_fails_no_page(self, caplog):
        caplog.set_level(logging.WARNING, logger="gateway.counters")

        with override_settings(CACHES=cache_settings(NOWHERE, [], 0.25), GATEWAY_SHARED_REDIS=True):
            assert counted_today(SERVICE, "sms") == 0

        assert caplog.records[-1].cause == "ConnectionError"


class TestTokenBuckets:
    BUCKETS = [f"{SERVICE}-tokens-{key_type}" for key_type in ("normal", "team", "test")]

    @pytest.mark.usefixtures("shared")
    def test_a_new_rate_limit_empties_those_of_the_service(self, api, api_redis):
        others = "22222222-aaaa-4111-8111-111111111111-tokens-normal"
        for bucket in (*self.BUCKETS, others):
            api_redis.set(bucket, 1)
        api.answers("POST", f"/service/{SERVICE}", {"data": {}})

        service_api_client.update_service(SERVICE, rate_limit=60)

        assert api_redis.exists(*self.BUCKETS) == 0
        assert api_redis.exists(others) == 1

    @pytest.mark.usefixtures("shared")
    def test_no_other_change_does(self, api, api_redis):
        api_redis.set(self.BUCKETS[0], 1)
        api.answers("POST", f"/service/{SERVICE}", {"data": {}})

        service_api_client.update_service(SERVICE, name="Boats")

        assert api_redis.exists(self.BUCKETS[0]) == 1

    def test_the_change_stands_also_when_they_cannot_be_reached(self, caplog):
        with override_settings(CACHES=cache_settings(NOWHERE, [], 0.25), GATEWAY_SHARED_REDIS=True):
            empty_token_buckets(SERVICE)

        assert "token buckets not emptied" in caplog.text
