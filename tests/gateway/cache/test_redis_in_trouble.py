"""Redis in the middle of something: cut, restarted empty, slow, gone for one process and not for another."""

import threading
from collections.abc import Iterator

import pytest
from redis import Redis

from gateway.cache.metrics import Event
from gateway.errors import CacheUnavailable
from tests.gateway.cache.support import World, an_id, redis_world
from tests.redis_server import IMPATIENT, PATIENT, RedisServer, Traffic, counted_client

SLOW_MILLISECONDS = 80


@pytest.fixture
def client(own_redis: RedisServer) -> Iterator[Redis]:
    with counted_client(own_redis.url, Traffic()) as connected:
        yield connected
        connected.connection_pool.disconnect()


@pytest.fixture
def admin(own_redis: RedisServer) -> Iterator[Redis]:
    """Somebody else's connection."""
    with Redis.from_url(own_redis.url) as connected:
        yield connected


@pytest.fixture
def world(client: Redis) -> World:
    return redis_world(client)


@pytest.fixture
def service_id(world: World) -> str:
    """A service that is kept as it was."""
    id_ = an_id()
    world.api.values[id_] = "old"
    world.client.get_service(id_)
    return id_


class TestInTheMiddleOfAWrite:
    def test_a_cut_connection_is_opened_again_for_the_end(
        self, world: World, admin: Redis, service_id: str
    ) -> None:
        world.api.while_writing = lambda: admin.client_kill_filter(_type="normal", skipme=True)

        world.client.update_service(service_id, "new")

        assert [world.client.get_service(service_id) for _ in range(2)] == ["new", "new"]
        assert world.counted(Event.END_ERROR) == 0
        assert admin.get(f"guard:service-{service_id}").startswith(b"V")

    def test_a_redis_that_was_killed_keeps_nothing_old(
        self, world: World, own_redis: RedisServer, service_id: str
    ) -> None:
        world.api.while_writing = own_redis.kill

        world.client.update_service(service_id, "new")

        assert world.client.get_service(service_id) == "new"
        assert world.counted(Event.END_ERROR) == 1

    def test_a_redis_that_came_back_empty_gives_a_reader_under_way_no_chance(
        self, world: World, own_redis: RedisServer, service_id: str
    ) -> None:
        other = redis_world(Redis.from_url(own_redis.url))
        other.api.values = {service_id: "old"}

        reader = threading.Thread(target=other.client.get_service, args=(service_id,))
        with other.api.holding("after_read") as gate:

            def restart_and_look() -> None:
                own_redis.restart()
                reader.start()
                gate.wait_until_reached()

            world.api.while_writing = restart_and_look
            world.client.update_service(service_id, "new")
        reader.join()

        assert other.counted(Event.FILL_REFUSED) == 1
        assert world.client.get_service(service_id) == "new"

    def test_a_value_that_was_kept_after_the_restart_does_not_outlive_the_write(
        self, world: World, own_redis: RedisServer, service_id: str
    ) -> None:
        other = redis_world(Redis.from_url(own_redis.url))
        other.api.values = {service_id: "old"}

        def restart_and_keep() -> None:
            own_redis.restart()
            other.client.get_service(service_id)

        world.api.while_writing = restart_and_keep
        world.client.update_service(service_id, "new")

        assert world.client.get_service(service_id) == "new"


class TestSlow:
    def test_a_slow_redis_is_waited_for(self, world: World, admin: Redis, service_id: str) -> None:
        assert SLOW_MILLISECONDS / 1000 < PATIENT
        admin.client_pause(SLOW_MILLISECONDS, all=True)

        answer = world.client.get_service(service_id)

        assert answer == "old"
        assert (world.api.reads, world.counted(Event.READ_ERROR)) == (1, 0)

    def test_a_slow_redis_still_takes_writes(self, world: World, admin: Redis, service_id: str) -> None:
        admin.client_pause(SLOW_MILLISECONDS, all=True)

        world.client.update_service(service_id, "new")

        assert world.client.get_service(service_id) == "new"
        assert world.counted(Event.BEGIN_REFUSED) == 0


class TestTwoProcesses:
    def test_one_that_lost_redis_reads_what_the_other_wrote(
        self, world: World, own_redis: RedisServer, service_id: str
    ) -> None:
        lost = redis_world(Redis.from_url("redis://127.0.0.1:9/0"))
        lost.api.values = world.api.values

        world.client.update_service(service_id, "new")

        assert lost.client.get_service(service_id) == "new"

    def test_one_that_lost_redis_changes_nothing_behind_the_other(
        self, world: World, own_redis: RedisServer, service_id: str
    ) -> None:
        lost = redis_world(Redis.from_url("redis://127.0.0.1:9/0"))
        lost.api.values = world.api.values

        with pytest.raises(CacheUnavailable):
            lost.client.update_service(service_id, "new")

        assert world.client.get_service(service_id) == world.api.values[service_id] == "old"

    def test_the_breaker_of_one_is_not_that_of_the_other(
        self, world: World, own_redis: RedisServer, service_id: str
    ) -> None:
        impatient = redis_world(Redis.from_url(own_redis.url, socket_timeout=IMPATIENT))
        own_redis.pause()
        impatient.client.get_service(service_id)
        own_redis.resume()

        world.client.get_service(service_id)

        assert impatient.breaker.is_open
        assert not world.breaker.is_open
        assert world.counted(Event.HIT) == 1
