"""Invalidating one pattern in a small database and in a large one."""

from collections.abc import Iterator
from random import Random

from redis import Redis

from benchmarks.cached_reads import SMALL, Answers
from benchmarks.documents import an_id
from benchmarks.figures import Figure
from benchmarks.sides import baseline_client, gateway_client, gateway_policy
from benchmarks.timing import side_by_side
from tests.redis_server import RedisServer

FEW, MANY = 1_000, 100_000
FLAT = 1.5
BATCH = 10_000


def pattern_delete(server: RedisServer) -> Iterator[Figure]:
    old_few, new_few = times_among(server, FEW)
    old_many, new_many = times_among(server, MANY)
    growth = new_many / new_few
    yield Figure(
        "pattern delete among 1,000 -> 100,000 keys",
        f"{old_few:,.0f} -> {old_many:,.0f} us ({old_many / old_few:.1f} x)",
        f"{new_few:,.0f} -> {new_many:,.0f} us ({growth:.2f} x)",
        f"<= {FLAT} x (flat)",
        growth <= FLAT,
        old_many / new_many,
    )


def times_among(server: RedisServer, number: int) -> list[float]:
    with Redis.from_url(server.url, socket_timeout=30) as redis:
        redis.flushall()
        fill(redis, number)
        api = Answers(SMALL)
        old, new = baseline_client(redis, api), gateway_client(gateway_policy(redis), api)
        service_id, template_id = an_id(Random(5)), an_id(Random(6))
        return side_by_side(
            lambda: old.update_service_template(service_id, template_id),
            lambda: new.update_service_template(service_id, template_id),
            rounds=15,
            calls=4,
        )


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
