"""Redis hangs, dies and comes back: pages work, writes are refused before the API hears of them, nothing old stays."""

from collections.abc import Iterator

import pytest
from redis import Redis

from gateway.cache import keys, memo
from gateway.cache.metrics import Event
from gateway.errors import CacheUnavailable
from tests.gateway.cache.support import World, an_id, in_thread, redis_world
from tests.redis_server import IMPATIENT, RedisServer, Traffic, counted_client


@pytest.fixture
def away_client(own_redis: RedisServer, traffic: Traffic) -> Iterator[Redis]:
    with counted_client(own_redis.url, traffic, IMPATIENT) as client:
        yield client
        own_redis.resume()
        client.connection_pool.disconnect()


@pytest.fixture
def world(away_client: Redis) -> World:
    """A process whose Redis a test may take away."""
    return redis_world(away_client)


@pytest.fixture(params=["hung", "down"])
def redis_away(request: pytest.FixtureRequest, own_redis: RedisServer, world: World) -> RedisServer:
    """A Redis that worked until now and does not answer any more."""
    world.client.get_service(an_id())
    if request.param == "hung":
        own_redis.pause()
    else:
        own_redis.kill()
    return own_redis


@pytest.mark.usefixtures("redis_away")
class TestWhileItIsAway:
    def test_reads_come_from_the_api(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "value"

        assert [world.client.get_service(service_id) for _ in range(3)] == ["value"] * 3

    def test_only_the_first_read_of_a_window_tries_it(self, world: World, traffic: Traffic) -> None:
        with traffic.measured() as tried:
            for _ in range(20):
                world.client.get_service(an_id())

        assert tried.connections + tried.requests <= 2
        assert world.counted(Event.READ_ERROR) == 1
        assert world.counted(Event.BREAKER_OPEN) == 1

    def test_one_reader_tries_again_after_the_window(self, world: World) -> None:
        world.client.get_service(an_id())
        world.now += 2

        for _ in range(20):
            world.client.get_service(an_id())

        assert world.counted(Event.READ_ERROR) == 2
        assert world.counted(Event.BREAKER_OPEN) == 1

    def test_a_write_is_refused_before_the_api_is_called(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"

        with pytest.raises(CacheUnavailable, match="Nothing was changed"):
            world.client.update_service(service_id, "new")

        assert world.api.writes == 0
        assert world.api.values[service_id] == "old"
        assert world.counted(Event.BEGIN_REFUSED) == 1

    def test_a_write_is_refused_also_while_reads_leave_it_alone(self, world: World) -> None:
        world.client.get_service(an_id())

        with pytest.raises(CacheUnavailable):
            world.client.archive_service(an_id())

        assert world.api.writes == 0

    def test_a_page_remembers_what_it_read(self, world: World) -> None:
        service_id = an_id()

        with memo.scope():
            for _ in range(3):
                world.client.get_service(service_id)

        assert world.api.reads == 2

    def test_prefetching_fails_silently(self, world: World) -> None:
        with memo.scope():
            world.prefetch(an_id(), an_id())

        assert world.counted(Event.READ_ERROR) == 2

    def test_clearing_says_that_it_failed(self, world: World) -> None:
        with pytest.raises(CacheUnavailable):
            world.policy.clear(keys.SERVICE)


class TestAfterwards:
    def test_nothing_is_read_that_was_kept_before_a_hang_and_changed_by_others(
        self, world: World, own_redis: RedisServer
    ) -> None:
        other = redis_world(Redis.from_url(own_redis.url))
        other.api.values = world.api.values
        service_id = an_id()
        world.api.values[service_id] = "old"
        world.client.get_service(service_id)

        own_redis.pause()
        world.client.get_service(service_id)
        own_redis.resume()
        other.client.update_service(service_id, "new")
        world.now += 2

        assert world.client.get_service(service_id) == "new"

    def test_a_write_cut_from_redis_before_its_end_leaves_nothing_old(
        self, world: World, own_redis: RedisServer
    ) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"
        world.client.get_service(service_id)

        with (
            world.api.holding("after_commit") as gate,
            in_thread(lambda: world.client.update_service(service_id, "new")) as write,
        ):
            gate.wait_until_reached()
            own_redis.pause()
            gate.open()
            write.result()
        own_redis.resume()

        assert world.counted(Event.END_ERROR) == 1
        assert world.client.get_service(service_id) == "new"
        assert world.client.get_service(service_id) == "new"

    def test_a_fill_that_could_not_be_sent_leaves_nothing_old(
        self, world: World, own_redis: RedisServer
    ) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"

        with world.api.holding("after_read") as gate, in_thread(lambda: world.client.get_service(service_id)):
            gate.wait_until_reached()
            own_redis.pause()
            gate.open()
        own_redis.resume()
        world.now += 2
        world.client.update_service(service_id, "new")

        assert world.client.get_service(service_id) == "new"

    def test_a_reader_under_way_still_fills_after_a_short_hang(
        self, world: World, own_redis: RedisServer
    ) -> None:
        service_id = an_id()
        with world.api.holding("after_read") as gate, in_thread(lambda: world.client.get_service(service_id)):
            gate.wait_until_reached()
            world.api.after_read = None
            own_redis.pause()
            world.client.get_service(an_id())
            own_redis.resume()
            gate.open()
        world.now += 2

        world.client.get_service(service_id)

        assert world.counted(Event.HIT) == 1

    def test_prefetching_finds_out_that_it_is_back(self, world: World, own_redis: RedisServer) -> None:
        own_redis.pause()
        world.client.get_service(an_id())
        own_redis.resume()
        world.now += 2

        with memo.scope():
            world.prefetch(an_id(), an_id())

        assert not world.breaker.is_open

    def test_reads_are_kept_again(self, world: World, redis_away: RedisServer) -> None:
        service_id = an_id()
        world.client.get_service(service_id)

        redis_away.restart()
        world.now += 2
        world.client.get_service(service_id)
        world.client.get_service(service_id)

        assert world.counted(Event.HIT) == 1

    def test_the_first_write_after_a_restart_goes_through(self, world: World, own_redis: RedisServer) -> None:
        service_id = an_id()
        world.client.get_service(service_id)
        own_redis.restart()

        world.client.update_service(service_id, "new")

        assert world.client.get_service(service_id) == "new"
        assert world.counted(Event.BEGIN_REFUSED) == 0

    def test_the_first_read_after_a_restart_is_a_miss_and_no_error(
        self, world: World, own_redis: RedisServer
    ) -> None:
        service_id = an_id()
        world.client.get_service(service_id)
        own_redis.restart()

        world.client.get_service(service_id)

        assert world.counted(Event.READ_ERROR) == 0


class TestRedisThatRefuses:
    def test_a_full_redis_is_read_past_and_refuses_writes(self, world: World, away_client: Redis) -> None:
        service_id = an_id()
        world.api.values[service_id] = "value"
        away_client.config_set("maxmemory-policy", "noeviction")
        away_client.config_set("maxmemory", 1)

        answer = world.client.get_service(service_id)
        with pytest.raises(CacheUnavailable):
            world.client.update_service(service_id, "new")

        assert answer == "value"
        assert world.api.writes == 0
        assert world.counted(Event.READ_ERROR) == 1
        assert world.counted(Event.BREAKER_OPEN) == 0
