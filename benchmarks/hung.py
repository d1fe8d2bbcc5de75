"""Redis stops answering: what that adds to reads."""

import time
from collections.abc import Iterator
from random import Random

from benchmarks.cached_reads import SMALL, Answers
from benchmarks.documents import an_id
from benchmarks.figures import Figure
from benchmarks.sides import Client, baseline_client, database, gateway_client, gateway_policy
from tests.redis_server import RedisServer

READS = 8
# As the portal has it, in seconds.
SOCKET_TIMEOUT = 0.25
# What the reads themselves and a busy machine may take on top.
TOLERANCE = 0.1


def redis_hung(server: RedisServer) -> Iterator[Figure]:
    timeouts = {"socket_timeout": SOCKET_TIMEOUT, "socket_connect_timeout": SOCKET_TIMEOUT}
    with database(server, 0, **timeouts) as redis:
        api = Answers(SMALL)
        old, new = baseline_client(redis, api), gateway_client(gateway_policy(redis), api)
        old.get_service(an_id(Random(10)))
        new.get_service(an_id(Random(11)))
        server.pause()
        try:
            baseline, gateway = seconds_of(old), seconds_of(new)
        finally:
            server.resume()
        redis.connection_pool.disconnect()
    yield Figure(
        f"Redis hung: {READS} reads within one breaker window wait",
        f"{baseline:.2f} s",
        f"{gateway:.2f} s",
        f"<= {SOCKET_TIMEOUT} s, one socket timeout",
        gateway <= SOCKET_TIMEOUT + TOLERANCE,
        baseline / gateway,
    )


def seconds_of(client: Client) -> float:
    random = Random(12)
    started = time.perf_counter()
    for _ in range(READS):
        client.get_service(an_id(random))
    return time.perf_counter() - started
