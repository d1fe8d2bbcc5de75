import time

import pytest
from django.core.cache import cache, caches
from django.test import RequestFactory
from redis.exceptions import ConnectionError as NoRedis

from portal_apps.core.throttle import Throttle, local_counts

THROTTLE = Throttle("test")


@pytest.fixture(autouse=True)
def _few_tries(settings):
    settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 3
    settings.SIGN_IN_ATTEMPTS_PER_ADDRESS = 5
    local_counts.clear()
    yield
    local_counts.clear()


@pytest.fixture
def no_redis(monkeypatch):
    """Every command of the shared cache fails, as it does while Redis is away."""

    def refuse(*args, **kwargs):
        raise NoRedis

    for command in ("add", "incr", "decr", "delete"):
        monkeypatch.setattr(caches["default"], command, refuse)


def from_(address="203.0.113.1"):
    return RequestFactory().post("/", REMOTE_ADDR=address)


def tries(count, account="ada@example.gov.uk", address="203.0.113.1", throttle=THROTTLE):
    return [throttle.admits(from_(address), account) for _ in range(count)]


class TestThrottle:
    def test_an_account_has_so_many_tries_from_wherever_they_come(self):
        admitted = [
            THROTTLE.admits(from_(f"203.0.113.{number}"), "ada@example.gov.uk") for number in range(4)
        ]

        assert admitted == [True, True, True, False]

    def test_an_address_has_so_many_tries_whatever_the_account(self):
        admitted = [THROTTLE.admits(from_(), f"person-{number}") for number in range(6)]

        assert admitted == [True] * 5 + [False]

    def test_one_account_is_not_counted_for_another(self):
        tries(4)

        assert THROTTLE.admits(from_("203.0.113.2"), "bo@example.gov.uk")

    def test_an_account_is_the_same_however_it_is_typed(self):
        tries(3)

        assert not THROTTLE.admits(from_(), " ADA@example.gov.uk ")

    def test_kinds_are_counted_apart(self):
        tries(4)

        assert tries(1, throttle=Throttle("another")) == [True]

    def test_the_count_ends_with_the_window(self, settings, monkeypatch):
        settings.SIGN_IN_WINDOW_SECONDS = 900
        started = time.time()
        tries(4)

        monkeypatch.setattr(time, "time", lambda: started + 890)
        before_its_end = tries(1)
        monkeypatch.setattr(time, "time", lambda: started + 910)

        assert before_its_end == [False]
        assert tries(1) == [True]

    def test_a_window_that_ends_while_counting_begins_anew(self, monkeypatch):
        def gone(key):
            raise ValueError(key)

        tries(4)
        monkeypatch.setattr(caches["default"], "incr", gone)
        local_counts.clear()

        assert tries(1) == [True]

    def test_forgiving_an_account_leaves_the_failed_tries_of_the_address(self):
        tries(3)

        THROTTLE.forgive(from_(), "ada@example.gov.uk")

        assert [THROTTLE.admits(from_(), f"person-{number}") for number in range(4)] == [
            True,
            True,
            True,
            False,
        ]

    def test_an_office_signs_in_from_one_address_all_day(self):
        admitted = []
        for number in range(20):
            admitted += tries(1, account=f"person-{number}")
            THROTTLE.forgive(from_(), f"person-{number}")

        assert admitted == [True] * 20

    def test_tries_in_other_processes_count(self):
        tries(3)
        local_counts.clear()

        assert tries(1) == [False]

    def test_the_cache_learns_neither_account_nor_address(self, monkeypatch):
        keys = []
        add = cache.add
        monkeypatch.setattr(
            caches["default"], "add", lambda key, *rest, **named: keys.append(key) or add(key, *rest, **named)
        )

        tries(1)

        assert len(keys) == 2
        assert not any("ada" in key or "203" in key for key in keys)

    @pytest.mark.usefixtures("no_redis")
    def test_without_redis_neither_opens_the_door_nor_locks_it(self):
        assert tries(4) == [True, True, True, False]
        assert tries(1, account="bo@example.gov.uk") == [True]

    def test_tries_before_redis_went_away_still_count(self, request):
        tries(2)

        request.getfixturevalue("no_redis")

        assert tries(2) == [True, False]

    @pytest.mark.usefixtures("no_redis")
    def test_forgives_without_redis(self):
        tries(4)

        THROTTLE.forgive(from_(), "ada@example.gov.uk")

        assert THROTTLE.admits(from_("203.0.113.2"), "ada@example.gov.uk")
