"""What a cached read costs: round trips, one field, three fields in groups, and the five objects of a page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from redis import Redis

from benchmarks.documents import an_id, document
from benchmarks.figures import Figure, faster
from benchmarks.sides import Client, baseline_client, database, gateway_client, gateway_policy
from benchmarks.timing import Pair, side_by_side
from gateway.cache import keys, memo
from tests.redis_server import RedisServer, Traffic, counted_client

SMALL, LARGE = 4_000, 40_000
PAGE = 5


class Answers:
    """An API whose answers are all alike."""

    def __init__(self, size: int) -> None:
        self.answer = document(size)

    def read(self, _key: str) -> Any:
        return self.answer

    def write(self, _key: str) -> None:
        """Nothing changes."""


def round_trips(server: RedisServer) -> Iterator[Figure]:
    baseline = counted(server, baseline_client)
    gateway = counted(server, lambda redis, api: gateway_client(gateway_policy(redis), api))
    yield Figure(
        "round trips of a hit / miss / write",
        " / ".join(map(str, baseline)),
        " / ".join(map(str, gateway)),
        "1 / 3 / 2",
        gateway == [1, 3, 2],
    )


def counted(server: RedisServer, make: Callable[[Redis, Answers], Client]) -> list[int]:
    traffic = Traffic()
    with counted_client(server.url, traffic) as redis:
        redis.flushall()
        trips = trips_of(make(redis, Answers(SMALL)), traffic)
        redis.connection_pool.disconnect()
    return trips


def trips_of(client: Any, traffic: Traffic) -> list[int]:
    random = Random(2)
    client.update_service(an_id(random))
    client.get_service(an_id(random))
    service_id = an_id(random)
    with traffic.measured() as miss:
        client.get_service(service_id)
    with traffic.measured() as hit:
        client.get_service(service_id)
    with traffic.measured() as write:
        client.update_service(service_id)
    return [hit.requests, miss.requests, write.requests]


def hits(server: RedisServer) -> Iterator[Figure]:
    yield faster("hit, one field, 4 kB", one_field(server, SMALL), at_least=1.7)
    yield faster("hit, one field, 40 kB", one_field(server, LARGE), at_least=1.7)
    yield faster("hit, three fields and their groups, 4 kB", three_fields(server), at_least=1.9)


def one_field(server: RedisServer, size: int) -> Pair:
    service_id = an_id(Random(3))
    with both_sides(server, size) as (old, new):
        return side_by_side(lambda: old.get_service(service_id), lambda: new.get_service(service_id))


def three_fields(server: RedisServer) -> Pair:
    service_id, template_id = an_id(Random(3)), an_id(Random(4))
    with both_sides(server, SMALL) as (old, new):
        return side_by_side(
            lambda: old.get_service_template(service_id, template_id, 3),
            lambda: new.get_service_template(service_id, template_id, 3),
        )


@contextmanager
def both_sides(server: RedisServer, size: int) -> Iterator[tuple[Client, Client]]:
    """Each on a database of its own, both empty."""
    with database(server, 0) as plain, database(server, 1) as guarded:
        plain.flushall()
        api = Answers(size)
        yield baseline_client(plain, api), gateway_client(gateway_policy(guarded), api)


def prefetched_page(server: RedisServer) -> Iterator[Figure]:
    with database(server, 0) as plain, database(server, 1) as guarded:
        plain.flushall()
        policy = gateway_policy(guarded)
        old, new = baseline_client(plain, Answers(SMALL)), gateway_client(policy, Answers(SMALL))
        service_ids = [an_id(Random(seed)) for seed in range(10, 10 + PAGE)]

        def page_in_a_row() -> None:
            for service_id in service_ids:
                old.get_service(service_id)

        def page_prefetched() -> None:
            with memo.scope():
                policy.prefetch(*(keys.SERVICE.fill(service_id=service_id) for service_id in service_ids))
                for service_id in service_ids:
                    new.get_service(service_id)

        page_prefetched()
        times = side_by_side(page_in_a_row, page_prefetched, calls=8)
    yield faster("five objects of one page, 4 kB each", times, at_least=4)
