"""Old answers under stress: readers with slow calls race one write per key, in five ways that a write can go; and once
more while another system reads through the same raw keys with plain GET and SET.

Half of the writes invalidate a key and half a pattern. A read is old when it began after the commit and after the write
was over, and still got what was there before. A key is stale when it answers old after everybody has finished.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from random import Random
from typing import Any

from redis import Connection, ConnectionPool, Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from benchmarks.documents import an_id
from benchmarks.figures import Figure
from benchmarks.sides import Client, baseline_client, gateway_client, gateway_policy
from gateway.errors import CacheUnavailable, Unavailable
from tests.redis_server import RedisServer

KEYS = 300
AT_ONCE = 12
READERS = 3
OLD, NEW = "old", "new"

MILLISECOND = 0.001
READ_FOR = 60 * MILLISECOND
LONGEST_ANSWER = 8 * MILLISECOND
SLOW_ANSWER = 30 * MILLISECOND
LATE_COMMIT = 15 * MILLISECOND

FOREIGN = "another system on the same keys"
FAILURES = (
    "none",
    "slow reader",
    "crash after the commit",
    "time-out, late commit",
    "Redis cut after the call",
    FOREIGN,
)


class CutLine(threading.local):
    """Set in a thread that has lost its line to Redis."""

    cut = False


class CuttableConnection(Connection):
    def __init__(self, *args: Any, line: CutLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._line = line

    def send_packed_command(self, command: Any, check_health: bool = True) -> None:
        if self._line.cut:
            raise RedisConnectionError("cut")
        super().send_packed_command(command, check_health)


@dataclass
class Stress:
    """How this run goes wrong, and the Redis it goes wrong on."""

    failure: str
    redis: Redis
    line: CutLine


@dataclass
class Thing:
    """One key's record in the API, and when its write was over."""

    value: str = OLD
    over: float = float("inf")


class RacingApi:
    """Answers what was there when it was asked, some milliseconds later; commits in the middle of a write."""

    def __init__(self, failure: str, line: CutLine, seed: int) -> None:
        self.things: dict[str, Thing] = {}
        self._failure = failure
        self._line = line
        self._random = Random(seed)
        self._reads = 0

    def read(self, key: str) -> str:
        answer = self.things[key].value
        self._reads += 1
        slow = self._failure == "slow reader" and self._reads % 4 == 0
        time.sleep(SLOW_ANSWER if slow else self._random.uniform(0, LONGEST_ANSWER))
        return answer

    def write(self, key: str) -> None:
        time.sleep(2 * MILLISECOND)
        if self._failure == "time-out, late commit":
            raise Unavailable(None)
        self.things[key].value = NEW
        time.sleep(2 * MILLISECOND)
        if self._failure == "crash after the commit":
            raise SystemExit
        self._line.cut = self._failure == "Redis cut after the call"


class Race:
    """One key: its readers, its writer, and what they saw."""

    def __init__(self, client: Client, api: RacingApi, stress: Stress, number: int) -> None:
        random = Random(number)
        self._service_id, self._template_id = an_id(random), an_id(random)
        self._by_pattern = number % 2 == 1
        self._id = self._template_id if self._by_pattern else self._service_id
        self._client = client
        self._api = api
        self._stress = stress
        self._thing = api.things.setdefault(self._id, Thing())
        self._random = random
        self.old_reads = 0

    def run(self) -> None:
        readers = [self._keep_reading] * READERS
        if self._stress.failure == FOREIGN:
            readers.append(self._keep_reading_through)
        threads = [threading.Thread(target=reader) for reader in readers]
        for thread in threads:
            thread.start()
        self._write()
        for thread in threads:
            thread.join()

    def _keep_reading(self) -> None:
        until = time.monotonic() + READ_FOR
        while (started := time.monotonic()) < until:
            if self.read() == OLD and started > self._thing.over:
                self.old_reads += 1
            time.sleep(MILLISECOND)

    def _keep_reading_through(self) -> None:
        """The other system: whatever lies under the raw key is good enough, and what it asked for is put there."""
        key = f"service-{self._service_id}"
        if self._by_pattern:
            key = f"{key}-template-{self._template_id}-version-None"
        until = time.monotonic() + READ_FOR
        while time.monotonic() < until:
            if self._stress.redis.get(key) is None:
                self._stress.redis.set(key, json.dumps(self._api.read(self._id)))
            time.sleep(MILLISECOND)

    def read(self) -> str:
        if self._by_pattern:
            return str(self._client.get_service_template(self._service_id, self._template_id))
        return str(self._client.get_service(self._service_id))

    def _write(self) -> None:
        time.sleep(self._random.uniform(4, 14) * MILLISECOND)
        with suppress(Unavailable, CacheUnavailable, RedisConnectionError, SystemExit):
            if self._by_pattern:
                self._client.update_service_template(self._service_id, self._template_id)
            else:
                self._client.update_service(self._service_id)
        self._stress.line.cut = False
        if self._thing.value == OLD:
            time.sleep(LATE_COMMIT)
            self._thing.value = NEW
        self._thing.over = time.monotonic()


def old_answers(server: RedisServer) -> Iterator[Figure]:
    for failure in FAILURES:
        with stressed(server, failure) as stress:
            baseline = race(stress, baseline_client)
            gateway = race(stress, lambda redis, api: gateway_client(gateway_policy(redis), api))
        yield Figure(
            f"stale keys / old reads of {KEYS}: {failure}",
            f"{baseline[0]} / {baseline[1]:,}",
            f"{gateway[0]} / {gateway[1]:,}",
            "0 / 0, baseline > 0",
            gateway == (0, 0) and sum(baseline) > 0,
        )


@contextmanager
def stressed(server: RedisServer, failure: str) -> Iterator[Stress]:
    line = CutLine()
    pool = ConnectionPool.from_url(
        server.url, connection_class=CuttableConnection, line=line, max_connections=200
    )
    with Redis(connection_pool=pool) as redis:
        yield Stress(failure, redis, line)
        pool.disconnect()


def race(stress: Stress, make: Callable[[Redis, RacingApi], Client]) -> tuple[int, int]:
    """Stale keys, and old reads."""
    stress.redis.flushall()
    api = RacingApi(stress.failure, stress.line, seed=9)
    client = make(stress.redis, api)
    races = [Race(client, api, stress, number) for number in range(KEYS)]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as executor:
        for done in [executor.submit(one.run) for one in races]:
            done.result()
    stale = sum(one.read() == OLD for one in races)
    return stale, sum(one.old_reads for one in races)
