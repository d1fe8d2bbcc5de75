"""What goes wrong on the way: nothing is done twice, nothing is lost, and the journal tells the truth."""

import os
import signal
import threading
import time

import pytest

from notify_portal.settings.caches import cache_settings
from portal_apps.bulk import writer
from portal_apps.bulk.pace import Stop
from portal_apps.bulk.runs import alone_with, runs
from tests.portal_apps.bulk.estate import LOST_AFTER, LOST_BEFORE, REFUSED

SET = ("--set", "sms_message_limit=5")
ONE = ("--workers", "1")
SECONDS = 30


class TestApiInTrouble:
    @pytest.mark.parametrize("failure", [502, 503, 504, 429, LOST_BEFORE, REFUSED])
    def test_a_write_that_was_not_made_is_made(self, apply, estate, failure):
        estate.fails["POST"] = [failure]

        ended = apply(*SET, *ONE)

        assert ended.status == 0
        assert ended.states == ["done"] * 3
        assert len(estate.bodies) == 3
        assert "tried again 1 times" in ended.messages

    def test_a_write_whose_answer_was_lost_is_not_made_again(self, apply, estate):
        estate.fails["POST"] = [LOST_AFTER]

        ended = apply(*SET, *ONE)

        assert ended.states == ["done"] * 3
        assert estate.asked["POST"] == 3

    @pytest.mark.parametrize("failure", [502, 503, 504, 429, LOST_BEFORE, REFUSED])
    def test_a_read_is_asked_again(self, apply, estate, failure):
        # The gateway itself asks once more after some of them.
        estate.fails["GET"] = [failure, failure, failure]

        ended = apply(*SET, *ONE)

        assert ended.states == ["done"] * 3
        assert len(estate.bodies) == 3

    def test_a_refusal_is_written_down_and_the_others_go_on(self, apply, estate):
        estate.fails["POST"] = [400]

        ended = apply(*SET, *ONE)

        assert ended.status == 1
        assert ended.states == ["failed", "done", "done"]
        assert ended.rows[0]["status"] == 400
        assert "bulk_retry" in ended.messages

    def test_an_api_that_breaks_is_not_asked_again_for_the_same(self, apply, estate):
        estate.fails["POST"] = [500]

        ended = apply(*SET, *ONE)

        assert ended.states == ["failed", "done", "done"]
        assert estate.asked["POST"] == 3

    def test_everybody_waits_as_long_as_the_api_asks(self, apply, estate):
        estate.fails["POST"] = [(429, {"Retry-After": "1"})]
        started = time.monotonic()

        ended = apply(*SET)

        assert ended.states == ["done"] * 3
        assert time.monotonic() - started >= 1

    def test_a_longer_wait_than_the_patience_ends_the_run(self, apply, estate):
        estate.fails["POST"] = [(429, {"Retry-After": "3600"})]

        ended = apply(*SET, *ONE)

        assert ended.status == 3
        assert "asked to wait for 3600 s" in ended.messages

    def test_an_api_that_stays_away_ends_the_run_which_can_go_on(self, apply, estate):
        estate.fails["POST"] = [503] * 1_000

        ended = apply(*SET, "--patience", "0.05")
        estate.fails["POST"] = []
        again = apply(*SET)

        assert ended.status == 3
        assert "has been away" in ended.messages
        assert again.status == 0
        assert again.states == ["done"] * 3
        assert len(estate.bodies) == 3

    def test_an_api_that_is_away_at_the_start_is_said_so(self, run, estate):
        estate.fails["GET"] = [503] * 1_000

        ended = run("bulk_services", "--select", "all", *SET, "--patience", "0.05")

        assert ended.status == 3


class TestRedisAway:
    def test_nothing_is_written_until_it_is_back(self, apply, estate, settings):
        memory = settings.CACHES
        settings.CACHES = cache_settings("redis://127.0.0.1:9/0", [], 0.25)

        ended = apply(*SET, "--patience", "0.05")
        settings.CACHES = memory
        again = apply(*SET)

        assert ended.status == 3
        assert "The cache, which writes wait for" in ended.messages
        assert estate.asked["POST"] == 3
        assert again.states == ["done"] * 3


class TestDiskFull:
    def test_what_cannot_be_written_down_is_not_done(self, run, apply, estate, monkeypatch):
        digest = run("bulk_services", "--select", "all", *SET).digest
        monkeypatch.setattr(writer, "connected", full_disk(writer.connected))

        ended = apply(*SET, "--expect", digest)
        monkeypatch.undo()
        again = apply(*SET)

        assert ended.status == 1
        assert "The journal cannot be written" in ended.messages
        assert len(estate.bodies) == 3
        assert again.states == ["done"] * 3


def full_disk(connected):
    """No page can be written any more."""

    def full(path):
        connection = connected(path)
        connection.execute("PRAGMA query_only = ON")
        return connection

    return full


class TestCtrlC:
    @pytest.fixture
    def ctrl_c(self, monkeypatch):
        """Returns when the command knows: Python tells its main thread, when that looks up from waiting."""
        known, ask = threading.Event(), Stop.ask

        def asked(stop, *signal_number):
            ask(stop, *signal_number)
            known.set()

        monkeypatch.setattr(Stop, "ask", asked)

        def pressed():
            os.kill(os.getpid(), signal.SIGINT)
            assert known.wait(SECONDS)

        return pressed

    def test_rows_on_their_way_come_to_an_end_and_the_rest_waits(self, apply, estate, ctrl_c):
        estate.on_write = ctrl_c

        ended = apply(*SET, *ONE)
        estate.on_write = lambda: None
        again = apply(*SET)

        assert ended.status == 130
        assert ended.states == ["done", "planned", "planned"]
        assert again.states == ["done"] * 3
        assert len(estate.bodies) == 3


class TestTwoAtOnce:
    def test_the_second_is_refused(self, run, apply, estate):
        run("bulk_services", "--select", "all", *SET)

        with alone_with(runs()[0].identity):
            ended = apply(*SET)

        assert ended.status == 2
        assert "Another process is working on this run" in ended.messages
        assert estate.asked["POST"] == 0
