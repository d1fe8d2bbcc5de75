"""Both stores: a real Redis, and the memory of this process."""

from collections.abc import Iterator

import pytest
from redis import Redis

from tests.gateway.cache.support import World, plain_world, redis_world
from tests.redis_server import RedisServer, Traffic, counted_client, redis_address, running_redis


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with redis_address() as address:
        yield address


@pytest.fixture
def traffic() -> Traffic:
    return Traffic()


@pytest.fixture
def redis_client(redis_url: str, traffic: Traffic) -> Iterator[Redis]:
    with counted_client(redis_url, traffic) as client:
        yield client
        client.connection_pool.disconnect()


@pytest.fixture(params=["redis", "plain"])
def world(request: pytest.FixtureRequest) -> World:
    """A process on each store in turn: the same behaviour is asked of both."""
    if request.param == "plain":
        return plain_world()
    return redis_world(request.getfixturevalue("redis_client"))


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """A server that a test may hang, kill and restart."""
    with running_redis() as server:
        yield server
