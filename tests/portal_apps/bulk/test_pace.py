"""How fast a run goes, and how long it waits."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from requests import Response

from gateway.errors import CacheUnavailable, TooManyRequests, Unavailable
from portal_apps.bulk import pace
from portal_apps.bulk.errors import ApiAway, Interrupted
from portal_apps.bulk.pace import Asked, Pace, Patience, Stop, retry_after


def told(text):
    response = Response()
    response.status_code = 429
    response.headers["Retry-After"] = text
    return TooManyRequests(response)


class TestPace:
    def test_keeps_all_workers_together_to_the_rate(self):
        rate, calls = 200, 60
        keeper = Pace(rate)
        started = time.monotonic()

        with ThreadPoolExecutor(8) as executor:
            list(executor.map(lambda _: keeper.take(), range(calls)))

        # What was due before the first call may come at once.
        assert time.monotonic() - started >= (calls - rate * pace.CATCH_UP_SECONDS) / rate - 0.01

    def test_without_a_rate_nobody_waits(self):
        keeper = Pace(None)
        started = time.monotonic()

        for _ in range(1_000):
            keeper.take()

        assert time.monotonic() - started < 1


class TestRetryAfter:
    def test_is_a_number_of_seconds(self):
        assert retry_after(told("7")) == 7

    def test_is_a_date(self):
        moment = datetime.now(tz=UTC) + timedelta(seconds=30)

        assert 0 < retry_after(told(format_datetime(moment, usegmt=True))) <= 30

    @pytest.mark.parametrize("text", ["", "soon", "-1"])
    def test_is_nothing_that_can_be_obeyed(self, text):
        assert retry_after(told(text)) is None

    @pytest.mark.parametrize("error", [Unavailable(None), CacheUnavailable("away")])
    def test_is_not_there_without_an_answer(self, error):
        assert retry_after(error) is None


def write_for_ever(patience):
    for attempt in range(1_000):
        patience.answered(Asked.READ)
        patience.wait_after(CacheUnavailable("away"), attempt, Asked.WRITE)


class TestPatience:
    def test_ends_where_writes_are_refused_while_reads_are_answered(self, quick):
        patience = Patience(0.02, Stop())

        with pytest.raises(ApiAway, match="The cache, which writes wait for"):
            write_for_ever(patience)

    def test_begins_anew_with_each_answer(self, quick):
        patience = Patience(0.02, Stop())

        for _ in range(20):
            patience.wait_after(Unavailable(None), 3, Asked.WRITE)
            patience.answered(Asked.WRITE)

        assert patience.waits == 20

    def test_waits_longer_each_time_up_to_a_limit(self, monkeypatch):
        waits = []
        stop = Stop()
        monkeypatch.setattr(stop, "wait", waits.append)
        patience = Patience(600, stop)

        for attempt in range(12):
            patience.wait_after(Unavailable(None), attempt, Asked.WRITE)

        assert 0.125 <= waits[0] <= 0.25
        assert all(7.5 <= wait <= 15 for wait in waits[7:])

    def test_ends_as_soon_as_somebody_asks(self):
        stop = Stop()
        stop.ask(2)

        with pytest.raises(Interrupted) as interrupted:
            Patience(600, stop).wait_after(Unavailable(None), 10, Asked.READ)

        assert interrupted.value.status == 130
