"""Invalidating one pattern in a small database and in a large one."""

from collections.abc import Iterator
from random import Random

from redis import Redis

from benchmarks.cached_reads import SMALL, Answers
from benchmarks.documents import an_id
from benchmarks.figures import Figure
from benchmarks.sides import Client, baseline_client, database, gateway_client, gateway_policy
from benchmarks.timing import Work, side_by_side
from tests.redis_server import RedisServer

FEW, MANY = 1_000, 100_000
FLAT = 1.5
BATCH = 10_000
API = Answers(SMALL)


def pattern_delete(server: RedisServer) -> Iterator[Figure]:
    """The small and the large database are asked in turn, so that what is compared is their size alone."""
    with database(server, 0) as small, database(server, 1, socket_timeout=30) as large:
        small.flushall()
        fill(small, FEW)
        fill(large, MANY)
        baseline = side_by_side(
            *(invalidate(baseline_client(redis, API)) for redis in (small, large)), rounds=25, calls=4
        )
        gateway = side_by_side(
            *(invalidate(gateway_client(gateway_policy(redis), API)) for redis in (small, large))
        )
    growth = 1 / gateway.ratio
    yield Figure(
        f"pattern delete among {FEW:,} -> {MANY:,} keys",
        f"{baseline.first:,.0f} -> {baseline.second:,.0f} us ({1 / baseline.ratio:.1f} x)",
        f"{gateway.first:,.0f} -> {gateway.second:,.0f} us ({growth:.2f} x)",
        f"<= {FLAT} x (flat)",
        growth <= FLAT,
        baseline.second / gateway.second,
    )


def invalidate(client: Client) -> Work:
    service_id, template_id = an_id(Random(5)), an_id(Random(6))
    return lambda: client.update_service_template(service_id, template_id)


def fill(redis: Redis, number: int) -> None:
    """Template versions of many services, none of which the pattern matches."""
    random = Random(7)
    for _ in range(0, number, BATCH):
        redis.mset(
            {
                f"service-{an_id(random)}-template-{an_id(random)}-version-None": "{}"
                for _ in range(min(BATCH, number))
            }
        )
