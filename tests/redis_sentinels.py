"""A master, a replica and three sentinels that watch them: real processes that fail over when the master dies."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from tests.redis_server import RedisServer, redis_binary, running_redis
from tests.server_process import HOST, free_port

SERVICE = "notify"
SENTINELS = 3
PATIENCE = 30.0
CONFIGURATION = f"""\
bind {HOST}
sentinel monitor {SERVICE} {HOST} {{master}} 2
sentinel down-after-milliseconds {SERVICE} 300
sentinel failover-timeout {SERVICE} 2000
"""


@dataclass
class Watched:
    """What the sentinels watch."""

    master: RedisServer
    replica: RedisServer
    sentinels: list[Redis]

    @property
    def addresses(self) -> list[str]:
        return [f"{HOST}:{sentinel.connection_pool.connection_kwargs['port']}" for sentinel in self.sentinels]

    def fail_over(self) -> None:
        """The master dies; returns when the sentinels have made the replica master."""
        before = self.sentinels[0].sentinel_get_master_addr_by_name(SERVICE)
        self.master.kill()
        for sentinel in self.sentinels:
            wait_until(lambda asked=sentinel: asked.sentinel_get_master_addr_by_name(SERVICE) != before)


@contextmanager
def running_sentinels(folder: Path, certificate: Path | None = None) -> Iterator[Watched]:
    """With a certificate everybody speaks TLS to everybody."""
    with ExitStack() as stack:
        master_port, replica_port = free_port(), free_port()
        master = stack.enter_context(running_redis(*_listening(master_port, certificate)))
        source = master_port if certificate else master.port
        replica = stack.enter_context(
            running_redis("--replicaof", f"{HOST} {source}", *_listening(replica_port, certificate))
        )
        with Redis.from_url(master.url) as client:
            wait_until(lambda: client.info("replication")["connected_slaves"] == 1)
        sentinels = [
            stack.enter_context(_running_sentinel(folder, source, certificate)) for _ in range(SENTINELS)
        ]
        for sentinel in sentinels:
            wait_until(lambda asked=sentinel: _knows_everybody(asked))
        yield Watched(master, replica, sentinels)


def _listening(port: int, certificate: Path | None) -> list[str]:
    """TLS beside plain TCP."""
    if certificate is None:
        return []
    key = certificate.with_suffix(".key")
    return [
        *("--tls-port", str(port), "--tls-replication", "yes", "--tls-auth-clients", "no"),
        *(
            "--tls-cert-file",
            str(certificate),
            "--tls-key-file",
            str(key),
            "--tls-ca-cert-file",
            str(certificate),
        ),
    ]


@contextmanager
def _running_sentinel(folder: Path, master: int, certificate: Path | None) -> Iterator[Redis]:
    port = free_port()
    configuration = folder / f"sentinel-{port}.conf"
    configuration.write_text(CONFIGURATION.format(master=master))
    listening = ["--port", "0", *_listening(port, certificate)] if certificate else ["--port", str(port)]
    process = subprocess.Popen(
        [redis_binary(), str(configuration), "--sentinel", *listening], cwd=folder, stdout=subprocess.DEVNULL
    )
    tls = {"ssl": True, "ssl_ca_certs": str(certificate)} if certificate else {}
    try:
        with Redis(host=HOST, port=port, **tls) as client:
            yield client
    finally:
        process.kill()
        process.wait()


def _knows_everybody(sentinel: Redis) -> bool:
    state = sentinel.sentinel_master(SERVICE)
    return state["num-other-sentinels"] == SENTINELS - 1 and state["num-slaves"] == 1


def wait_until(happened: Callable[[], bool]) -> None:
    """A server that is still starting answers with an error, or not at all."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if happened():
                return
        except RedisError:
            pass
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)
