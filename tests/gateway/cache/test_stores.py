"""What the two stores do differently, and how the settings choose between them."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.test import override_settings
from django_redis import get_redis_connection
from redis import Redis

from gateway import cache
from gateway.cache import keys
from gateway.cache.metrics import Event
from gateway.cache.registry import Plan
from gateway.cache.settings import Limits
from gateway.cache.stores import ConfiguredStores, JSONSerializer, raw_key
from gateway.cache.stores.connections import MOST_IDLE
from gateway.cache.stores.plain import Fences, PlainStore
from gateway.cache.stores.redis import RedisStore
from gateway.errors import CacheUnavailable
from tests.gateway.cache.support import Backdoor, World, an_id, plain_world, redis_world
from tests.redis_server import Traffic


def redis_caches(url: str) -> dict[str, dict[str, object]]:
    return {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "gateway": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": url,
            "KEY_FUNCTION": "gateway.cache.stores.raw_key",
            "OPTIONS": {
                "SERIALIZER": "gateway.cache.stores.JSONSerializer",
                "SOCKET_TIMEOUT": 0.25,
                "SOCKET_CONNECT_TIMEOUT": 0.25,
            },
        },
    }


class TestConfiguredStores:
    def test_memory_without_redis(self) -> None:
        assert isinstance(ConfiguredStores()(), PlainStore)

    def test_redis_where_the_settings_say_so(self, redis_url: str) -> None:
        stores = ConfiguredStores()

        with override_settings(CACHES=redis_caches(redis_url)):
            first, second = stores(), stores()
        afterwards = stores()

        assert isinstance(first, RedisStore)
        assert second is first
        assert isinstance(afterwards, PlainStore)

    def test_what_the_gateway_keeps_django_reads_as_plain_json(self, redis_url: str) -> None:
        @cache.set(keys.SERVICE)
        def get_service(service_id: str) -> dict[str, str]:
            return {"id": service_id}

        service_id = an_id()
        with override_settings(CACHES=redis_caches(redis_url)):
            get_service(service_id)

            assert caches["gateway"].get(f"service-{service_id}") == {"id": service_id}
            raw = get_redis_connection("gateway").get(f"service-{service_id}")
            get_redis_connection("gateway").connection_pool.disconnect()
        assert json.loads(raw) == {"id": service_id}

    def test_writes_in_memory_see_each_others_fences(self) -> None:
        stores = ConfiguredStores()
        guard = f"guard:{an_id()}"

        stores().begin(Plan((), (), (guard,), ()), "writer", 90)

        assert stores().look([guard]) == [b"W"]


class TestSerializer:
    def test_writes_what_the_api_would(self) -> None:
        serializer = JSONSerializer(options={})

        assert json.loads(serializer.dumps({"a": [1, None]})) == {"a": [1, None]}
        assert serializer.loads(b'{"a": [1, null]}') == {"a": [1, None]}

    def test_keys_are_raw(self) -> None:
        assert raw_key("service-1", "prefix", 7) == "service-1"


class TestFences:
    def test_fall_by_themselves(self) -> None:
        now = [0.0]
        fences = Fences(clock=lambda: now[0])
        fences.put_up("guard", "writer", 90)
        now[0] = 89
        before = fences.stands("guard")
        now[0] = 91

        assert before
        assert not fences.stands("guard")

    def test_that_fell_are_forgotten_by_the_next_writer(self) -> None:
        now = [0.0]
        fences = Fences(clock=lambda: now[0])
        fences.put_up("guard", "first", 90)
        now[0] = 91
        fences.put_up("guard", "second", 90)

        fences.take_down("guard", "second")

        assert not fences.stands("guard")

    def test_of_nobody_may_be_taken_down(self) -> None:
        Fences().take_down("guard", "writer")


class BrokenCache(LocMemCache):
    """A backend whose server went away."""

    def get_many(self, *args: object, **kwargs: object) -> dict[str, object]:
        raise OSError("no server")

    def delete_many(self, *args: object, **kwargs: object) -> None:
        raise OSError("no server")


class TestPlainStore:
    def test_a_backend_that_fails_is_read_past_and_refuses_writes(self) -> None:
        backend = BrokenCache(an_id(), {"KEY_FUNCTION": raw_key})
        world = World(PlainStore(backend, Fences()), Backdoor(backend))
        service_id = an_id()
        world.api.values[service_id] = "value"

        answer = world.client.get_service(service_id)
        with pytest.raises(CacheUnavailable):
            world.client.update_service(service_id, "new")

        assert answer == "value"
        assert world.api.writes == 0
        assert world.counted(Event.READ_ERROR) == 1

    def test_a_backend_that_keeps_nothing_works(self) -> None:
        backend = DummyCache("", {"KEY_FUNCTION": raw_key})
        world = World(PlainStore(backend, Fences()), Backdoor(backend))
        service_id = an_id()

        world.client.get_service(service_id)
        world.client.update_service(service_id, "new")

        assert world.client.get_service(service_id) == "new"

    def test_a_full_cache_loses_no_fence(self) -> None:
        world, service_id = plain_world(), an_id()
        world.write_without_answer(service_id)

        for _ in range(400):
            world.client.get_service(an_id())
        world.client.get_service(service_id)

        assert world.counted(Event.FENCED_READ) == 1

    def test_a_fence_that_ran_out_lets_readers_fill_again(self) -> None:
        world, service_id = plain_world(), an_id()
        world.limits = Limits(fence_ttl=0)
        world.write_without_answer(service_id)

        world.client.get_service(service_id)
        world.client.get_service(service_id)

        assert world.counted(Event.HIT) == 1


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
        entry = world.entry_lasting(lambda answer: 1000)

        world.guard.read(entry, lambda: "value")

        assert 990 < redis_client.ttl(entry.value) <= 1000
        assert 1990 < redis_client.ttl(entry.guard) <= 2000

    def test_a_lease_and_a_fence_run_out(self, redis_client: Redis) -> None:
        world, service_id = redis_world(redis_client), an_id()
        guard = f"guard:service-{service_id}"
        leases = []
        world.api.values[service_id] = "value"

        entry = keys.REGISTRY.entry(keys.SERVICE.fill(service_id=service_id))
        world.guard.read(entry, lambda: leases.append(redis_client.ttl(guard)))
        world.write_without_answer(service_id)

        assert 8 <= leases[0] <= 10
        assert 88 <= redis_client.ttl(guard) <= 90

    def test_the_time_of_a_fence_starts_anew_when_the_outcome_is_unknown(self, redis_client: Redis) -> None:
        world, service_id = redis_world(redis_client), an_id()
        guard = f"guard:service-{service_id}"
        world.api.while_writing = lambda: redis_client.expire(guard, 5)
        world.api.lost_answer = KeyboardInterrupt()

        with pytest.raises(KeyboardInterrupt):
            world.client.update_service(service_id, "new")

        assert redis_client.ttl(guard) > 80

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
            with world.policy.writing(keys.SERVICE.fill(service_id=service_id)):
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
