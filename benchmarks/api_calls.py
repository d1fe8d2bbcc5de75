"""One call of the API through the gateway, beside notifications-python-client's BaseAPIClient as it is; and fan-out."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.test import override_settings
from notifications_python_client.base import BaseAPIClient

from benchmarks.figures import Figure, faster
from benchmarks.timing import Pair, side_by_side
from gateway import fan_out
from gateway.base import NotifyAdminAPIClient
from tests.redis_server import RedisServer

PATH = "/service/8b1c0f1e-0000-4000-8000-000000000001"
THREADS = 8
CALLS_PER_THREAD = 60
PAGE = 6
SLOW_PATH = "/slow/50"
API_KEY = "bench-8b1c0f1e-0000-4000-8000-000000000002-8b1c0f1e-0000-4000-8000-000000000003"


@contextmanager
def local_api() -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.api_server"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


def api_calls(_server: RedisServer) -> Iterator[Figure]:
    with local_api() as address, override_settings(API_HOST_NAME=address):
        gateway = NotifyAdminAPIClient()
        plain = BaseAPIClient(API_KEY, base_url=address)
        one = side_by_side(lambda: plain.get(PATH), lambda: gateway.get(PATH), rounds=40)
        yield faster("one API call, one thread", one, at_least=2.2)
        with ThreadPoolExecutor(max_workers=THREADS) as executor:
            # BaseAPIClient is not for sharing: each thread has its own, with its connection.
            together = side_by_side(
                everybody(executor, [BaseAPIClient(API_KEY, base_url=address) for _ in range(THREADS)]),
                everybody(executor, [gateway] * THREADS),
                rounds=9,
                calls=1,
            )
        calls = THREADS * CALLS_PER_THREAD
        each = Pair(together.first / calls, together.second / calls, together.ratio)
        yield faster("one API call, eight threads", each, at_least=2.2)


def everybody(executor: ThreadPoolExecutor, clients: list[Any]) -> Callable[[], object]:
    """All threads at once, each with its client, each making its calls in a row."""

    def work(client: Any) -> None:
        for _ in range(CALLS_PER_THREAD):
            client.get(PATH)

    return lambda: list(executor.map(work, clients))


def fanned_out(_server: RedisServer) -> Iterator[Figure]:
    with local_api() as address, override_settings(API_HOST_NAME=address):
        client = NotifyAdminAPIClient()
        calls = [lambda: client.get(SLOW_PATH)] * PAGE
        times = side_by_side(lambda: [call() for call in calls], lambda: fan_out(*calls), rounds=5, calls=1)
    yield faster("six API calls of 50 ms on one page", times, at_least=5)
