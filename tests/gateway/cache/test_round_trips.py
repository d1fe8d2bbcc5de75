"""What each operation costs on the wire, counted where requests leave the process."""

import pytest
from redis import Redis

from gateway.cache import keys, memo
from gateway.cache.settings import Limits
from tests.gateway.cache.support import World, an_id, redis_world
from tests.redis_server import Traffic


@pytest.fixture
def world(redis_client: Redis) -> World:
    """A process that is connected and whose scripts Redis knows."""
    world = redis_world(redis_client)
    world.client.update_service(an_id(), "warm")
    world.client.get_service(an_id())
    world.api.read_error = LookupError()
    with pytest.raises(LookupError):
        world.client.get_service(an_id())
    world.api.read_error = None
    return world


class TestRoundTrips:
    def test_a_hit_is_one(self, world: World, traffic: Traffic) -> None:
        service_id, template_id = an_id(), an_id()
        world.client.get_service_template(service_id, template_id, 3)

        with traffic.measured() as hit:
            world.client.get_service_template(service_id, template_id, 3)

        assert hit.requests == 1

    def test_a_miss_is_three(self, world: World, traffic: Traffic) -> None:
        with traffic.measured() as miss:
            world.client.get_service_template(an_id(), an_id(), 3)

        assert miss.requests == 3

    def test_a_miss_over_a_foreign_value_is_three(self, world: World, traffic: Traffic) -> None:
        service_id = an_id()
        world.client.get_service(service_id)
        world.raw.set(f"service-{service_id}", b"{}")

        with traffic.measured() as miss:
            world.client.get_service(service_id)

        assert miss.requests == 3

    def test_a_failed_miss_is_three(self, world: World, traffic: Traffic) -> None:
        world.api.read_error = LookupError()

        with traffic.measured() as miss, pytest.raises(LookupError):
            world.client.get_service(an_id())

        assert miss.requests == 3

    def test_a_write_is_two_whatever_it_names(self, world: World, traffic: Traffic) -> None:
        with traffic.measured() as write:
            world.client.archive_service(an_id())

        assert write.requests == 2

    def test_a_write_of_many_keys_is_two(self, world: World, traffic: Traffic) -> None:
        users = [keys.USER.fill(user_id=an_id()) for _ in range(100)]

        with traffic.measured() as write, world.writing(*users):
            pass

        assert write.requests == 2

    def test_a_write_that_turns_out_to_name_nothing_is_none(self, world: World, traffic: Traffic) -> None:
        with traffic.measured() as write, world.policy.writing():
            pass

        assert write.requests == 0

    def test_a_read_behind_a_fence_is_one(self, world: World, traffic: Traffic) -> None:
        service_id = an_id()

        with world.writing(keys.SERVICE.fill(service_id=service_id)), traffic.measured() as read:
            world.client.get_service(service_id)

        assert read.requests == 1

    def test_prefetching_is_one_and_what_it_found_is_none(self, world: World, traffic: Traffic) -> None:
        service_id, template_id = an_id(), an_id()
        world.client.get_service(service_id)
        world.client.get_service_template(service_id, template_id)

        with memo.scope(), traffic.measured() as page:
            world.prefetch(service_id, template_id)
            world.client.get_service(service_id)
            world.client.get_service_template(service_id, template_id)

        assert page.requests == 1

    def test_a_script_that_redis_forgot_costs_one_more_once(
        self, world: World, traffic: Traffic, redis_client: Redis
    ) -> None:
        redis_client.script_flush()

        with traffic.measured() as first:
            world.client.update_service(an_id(), "new")
        with traffic.measured() as second:
            world.client.update_service(an_id(), "new")

        assert (first.requests, second.requests) == (4, 2)

    def test_a_pattern_scans_nothing_unless_the_api_reads_the_same_redis(
        self, world: World, redis_client: Redis
    ) -> None:
        redis_client.config_resetstat()

        world.client.archive_service(an_id())
        alone = redis_client.info("commandstats")
        world.limits = Limits(shared_redis=True)
        world.client.archive_service(an_id())
        shared = redis_client.info("commandstats")

        assert "cmdstat_scan" not in alone
        assert "cmdstat_keys" not in shared
        assert shared["cmdstat_scan"]["calls"] >= 2


class TestSharedRedis:
    def test_raw_keys_that_the_api_reads_are_removed_before_and_after(self, world: World) -> None:
        world.limits = Limits(shared_redis=True)
        service_id, template_id, other_id = an_id(), an_id(), an_id()
        raw = f"service-{service_id}-template-{template_id}-version-None"
        other = f"service-{service_id}-template-{other_id}-version-None"
        for key in (raw, other):
            world.raw.set(key, b"{}")

        with world.writing(keys.ANY_VERSION_OF_TEMPLATE.fill(service_id=service_id, template_id=template_id)):
            before = world.raw.get(raw)
            world.raw.set(raw, b"{}")

        assert before is None
        assert world.raw.get(raw) is None
        assert world.raw.get(other) == b"{}"

    def test_a_field_is_no_wildcard(self, world: World) -> None:
        world.limits = Limits(shared_redis=True)
        raw = f"service-{an_id()}-template-{an_id()}-version-None"
        world.raw.set(raw, b"{}")

        with world.writing(keys.ANY_SERVICE_TEMPLATE.fill(service_id="*")):
            pass

        assert world.raw.get(raw) == b"{}"
