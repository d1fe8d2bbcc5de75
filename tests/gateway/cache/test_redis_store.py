"""What only Redis has: times to live, fences under one key, scans and connections."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis

from gateway.cache import keys
from gateway.cache.families import Key, Pattern
from gateway.cache.metrics import Event
from gateway.cache.registry import Plan, Registry
from gateway.cache.settings import Limits
from gateway.cache.stores.connections import MOST_IDLE
from gateway.cache.stores.redis import RedisStore
from tests.gateway.cache.support import an_id, redis_world
from tests.redis_server import Traffic


class TestRedisStore:
    def test_guards_outlive_their_values(self, redis_client: Redis) -> None:
        world, service_id, template_id = redis_world(redis_client), an_id(), an_id()
        world.limits = Limits(value_ttl=1000)

        world.client.get_service_template(service_id, template_id)

        value = f"service-{service_id}-template-{template_id}-version-None"
        assert 990 < redis_client.ttl(value) <= 1000
        assert 1990 < redis_client.ttl(f"guard:{value}") <= 2000
        assert 1990 < redis_client.ttl(f"guard:service-{service_id}-template*") <= 2000

    def test_a_family_may_last_longer_than_the_default(self, redis_client: Redis) -> None:
        world = redis_world(redis_client)
        world.limits = Limits(value_ttl=10)
        key = Key("thing-{thing_id}-part", ttl=1000)
        entry = Registry([key], [Pattern("thing-{thing_id}-*")]).entry(key.fill(thing_id=an_id()))

        world.guard.read(entry, lambda: "value")

        assert 990 < redis_client.ttl(entry.value) <= 1000
        assert 1990 < redis_client.ttl(entry.guard) <= 2000
        assert 1990 < redis_client.ttl(entry.groups[0]) <= 2000

    def test_a_lease_and_a_fence_run_out(self, redis_client: Redis) -> None:
        world, service_id = redis_world(redis_client), an_id()
        guard = f"guard:service-{service_id}"
        leases = []
        world.api.values[service_id] = "value"

        entry = keys.REGISTRY.entry(keys.SERVICE.fill(service_id=service_id))
        world.guard.read(entry, lambda: leases.append(redis_client.ttl(guard)))
        world.write_without_answer(service_id)

        assert 0 < leases[0] <= 10
        assert 10 < redis_client.ttl(guard) <= 90

    def test_the_time_of_a_fence_starts_anew_when_the_outcome_is_unknown(self, redis_client: Redis) -> None:
        world, service_id = redis_world(redis_client), an_id()
        guard = f"guard:service-{service_id}"
        world.api.while_writing = lambda: redis_client.expire(guard, 5)
        world.api.lost_answer = KeyboardInterrupt()

        with pytest.raises(KeyboardInterrupt):
            world.client.update_service(service_id, "new")

        assert redis_client.ttl(guard) > 10

    def test_one_writer_leaving_keeps_the_others_fence_and_its_time(self, redis_client: Redis) -> None:
        store, guard = RedisStore(redis_client), f"guard:{an_id()}"
        plan = Plan((), (), (guard,), ())
        store.begin(plan, "first", 90)
        store.begin(plan, "second", 90)
        redis_client.expire(guard, 40)

        store.end(plan, "first")

        assert redis_client.get(guard) == b"W second "
        assert redis_client.ttl(guard) <= 40
        store.end(plan, "second")
        assert redis_client.get(guard) is None

    def test_a_fence_put_up_twice_by_one_writer_is_taken_down_once(self, redis_client: Redis) -> None:
        store, guard = RedisStore(redis_client), f"guard:{an_id()}"
        plan = Plan((), (), (guard,), ())
        store.begin(plan, "writer", 90)
        store.begin(plan, "writer", 90)

        store.end(plan, "writer")

        assert redis_client.get(guard) is None

    def test_a_reader_who_came_while_the_fence_was_evicted_cannot_fill_after_the_end(
        self, redis_client: Redis
    ) -> None:
        world, service_id = redis_world(redis_client), an_id()
        world.api.values[service_id] = "old"

        with world.api.holding("after_read") as gate:
            with world.writing(keys.SERVICE.fill(service_id=service_id)):
                redis_client.delete(f"guard:service-{service_id}")
                reader = threading.Thread(target=lambda: world.client.get_service(service_id))
                reader.start()
                gate.wait_until_reached()
                world.api.after_read = None
                world.api.values[service_id] = "new"
            gate.open()
            reader.join()

        assert world.client.get_service(service_id) == "new"
        assert world.counted(Event.FILL_REFUSED) == 1

    def test_clearing_counts_what_it_removed(self, redis_client: Redis) -> None:
        world = redis_world(redis_client)
        world.policy.clear(keys.SERVICE)
        for _ in range(3):
            world.client.get_service(an_id())
        kept = f"service-{an_id()}-templates"
        world.raw.set(kept, b"[]")

        assert world.policy.clear(keys.SERVICE) == 3
        assert world.raw.get(kept) == b"[]"

    def test_clearing_looks_at_a_thousand_keys_at_a_time(self, redis_client: Redis, traffic: Traffic) -> None:
        """Ten thousand take Redis ten milliseconds, in which it answers nobody else."""
        world = redis_world(redis_client)
        others = {f"another-system-{number}": b"" for number in range(3_000)}
        redis_client.mset(others)

        with traffic.measured() as inside:
            world.policy.clear(keys.SERVICE)
        redis_client.unlink(*others)

        # Once for answers, once for their guards.
        assert inside.requests >= 2 * 3

    def test_clearing_takes_the_lease_of_a_reader_under_way(self, redis_client: Redis) -> None:
        world = redis_world(redis_client)
        entry = keys.REGISTRY.entry(keys.SERVICE.fill(service_id=an_id()))

        world.guard.read(entry, lambda: world.policy.clear(keys.SERVICE))

        assert world.counted(Event.FILL_REFUSED) == 1

    def test_many_readers_at_once_leave_few_connections_in_hand(
        self, redis_client: Redis, traffic: Traffic
    ) -> None:
        store, together = RedisStore(redis_client), threading.Barrier(MOST_IDLE + 8)
        with ThreadPoolExecutor(max_workers=together.parties) as executor:
            for _ in range(together.parties):
                executor.submit(lambda: [together.wait(), store.look(["key"])])

        assert len(redis_client.connection_pool._in_use_connections) <= MOST_IDLE

    def test_a_connection_that_is_not_the_pools_any_more_is_not_used_again(
        self, redis_client: Redis, traffic: Traffic, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = RedisStore(redis_client)
        store.look(["key"])
        monkeypatch.setattr(redis_client.connection_pool, "owns_connection", lambda connection: False)

        with traffic.measured() as after_a_fork:
            store.look(["key"])

        assert after_a_fork.connections == 1

    def test_a_connection_with_something_unread_is_not_used_again(self, redis_client: Redis) -> None:
        world, service_id = redis_world(redis_client), an_id()
        world.api.values[service_id] = "value"
        world.client.get_service(service_id)
        left_over = next(iter(redis_client.connection_pool._in_use_connections))
        left_over.send_command("GET", "something else")
        world.raw.get("wait for the server to have answered")

        assert world.client.get_service(service_id) == "value"
        assert world.client.get_service(service_id) == "value"
        assert world.api.reads == 1
