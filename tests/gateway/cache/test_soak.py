"""Two processes on one Redis, and everything that happens to a cache at once: nothing stale, during and after.

Smaller here than `make soak`, which sets SOAK_OPERATIONS.
"""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from gateway.cache.metrics import Event
from gateway.cache.registry import Entry
from gateway.cache.states import Lease, filled_guard
from gateway.cache.stores.base import Fill
from gateway.cache.stores.redis import RedisStore
from tests.gateway.cache.soak import soak_on
from tests.redis_server import RedisServer
from tests.server_process import ROOT

OPERATIONS = int(os.environ.get("SOAK_OPERATIONS", "16000"))
PROCESSES = 2
# Whether a round meets the race is up to the scheduler, about every second one does.
CARELESS_OPERATIONS = 4_000
CARELESS_ROUNDS = 30
HAPPENED = (Event.HIT, Event.FILL_REFUSED, Event.FENCED_READ, Event.LEASE_WAIT, Event.FOREIGN_VALUE)


@pytest.fixture
def soaked(own_redis: RedisServer) -> list[dict[str, Any]]:
    """What each process has to tell."""
    processes = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.gateway.cache.soak", own_redis.url, "--seed", str(number)),
                *("--operations", str(OPERATIONS // PROCESSES)),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        for number in range(PROCESSES)
    ]
    reports = [json.loads(process.communicate()[0]) for process in processes]
    assert [process.returncode for process in processes] == [0] * PROCESSES
    return reports


class TestSoak:
    def test_nothing_is_stale_in_two_processes(self, soaked: list[dict[str, Any]]) -> None:
        for report in soaked:
            assert report["stale"] == []
            assert [event for event in HAPPENED if not report["events"].get(event)] == []
            assert "read_error" not in report["events"]


class CarelessStore(RedisStore):
    """Fills without looking at its lease."""

    def fill(self, entry: Entry, lease: Lease, fill: Fill) -> bool:
        guard = filled_guard(fill.value, lease.stamps)
        self._client.mset({entry.value: fill.value, entry.guard: guard})
        return True


class TestTheSoak:
    def test_finds_what_a_careless_cache_lets_through(self, own_redis: RedisServer) -> None:
        soak = soak_on(own_redis.url, CarelessStore)

        for seed in range(CARELESS_ROUNDS):
            soak.run(CARELESS_OPERATIONS, seed)
            if soak.stale:
                break

        assert soak.stale
