"""Sixty-four readers come to one cold key at once: how often is the API asked?"""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

from benchmarks.documents import an_id
from benchmarks.figures import Figure
from benchmarks.sides import Client, baseline_client, database, gateway_client, gateway_policy
from tests.redis_server import RedisServer

READERS = 64
MOST_CALLS = 2


class SlowApi:
    def __init__(self, seconds: float) -> None:
        self.calls = 0
        self._seconds = seconds
        self._lock = threading.Lock()

    def read(self, _key: str) -> Any:
        with self._lock:
            self.calls += 1
        time.sleep(self._seconds)
        return {"name": "value"}

    def write(self, _key: str) -> None:
        """Nothing changes."""


def stampedes(server: RedisServer) -> Iterator[Figure]:
    for seconds in (0.05, 0.5):
        with database(server, 0) as plain, database(server, 1) as guarded:
            plain.flushall()
            old, new = SlowApi(seconds), SlowApi(seconds)
            everybody(baseline_client(plain, old))
            everybody(gateway_client(gateway_policy(guarded), new))
        yield Figure(
            f"API calls of {READERS} readers on a cold key, API {seconds * 1000:.0f} ms",
            str(old.calls),
            str(new.calls),
            f"<= {MOST_CALLS}",
            new.calls <= MOST_CALLS,
            old.calls / new.calls,
        )


def everybody(client: Client) -> None:
    service_id, together = an_id(Random(8)), threading.Barrier(READERS)

    def read() -> None:
        together.wait()
        client.get_service(service_id)

    with ThreadPoolExecutor(max_workers=READERS) as executor:
        for reader in [executor.submit(read) for _ in range(READERS)]:
            reader.result()
