"""What the two stores do differently, and how the settings choose between them."""

import json
from concurrent.futures import wait

import pytest
from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.test import override_settings
from django_redis import get_redis_connection

from gateway import cache
from gateway.cache import keys
from gateway.cache.metrics import Event
from gateway.cache.registry import Plan
from gateway.cache.settings import Limits
from gateway.cache.states import Lease, new_token
from gateway.cache.stores import ConfiguredStores, JSONSerializer, raw_key
from gateway.cache.stores.base import Claim, Refusal
from gateway.cache.stores.plain import Fences, PlainStore
from gateway.cache.stores.redis import RedisStore
from gateway.errors import CacheUnavailable
from tests.gateway.cache.support import Backdoor, Gate, World, an_id, in_thread, plain_world
from tests.redis_server import PATIENT


def redis_caches(url: str) -> dict[str, dict[str, object]]:
    return {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "gateway": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": url,
            "KEY_FUNCTION": "gateway.cache.stores.raw_key",
            "OPTIONS": {
                "SERIALIZER": "gateway.cache.stores.JSONSerializer",
                "SOCKET_TIMEOUT": PATIENT,
                "SOCKET_CONNECT_TIMEOUT": PATIENT,
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


class GatedCache(LocMemCache):
    """Holds the first one who looks."""

    def __init__(self, name: str, params: dict[str, object]) -> None:
        super().__init__(name, params)
        self.gate: Gate | None = Gate()

    def get_many(self, *args: object, **kwargs: object) -> dict[str, object]:
        gate, self.gate = self.gate, None
        if gate is not None:
            gate.pass_through()
        return super().get_many(*args, **kwargs)


class TestPlainStore:
    def test_two_readers_do_not_both_get_the_lease(self) -> None:
        backend = GatedCache(an_id(), {"KEY_FUNCTION": raw_key})
        gate, fences = backend.gate, Fences()
        entry = keys.REGISTRY.entry(keys.SERVICE.fill(service_id=an_id()))

        def acquire() -> object:
            return PlainStore(backend, fences).acquire(entry, Claim(new_token(), 10, 20))

        with in_thread(acquire) as first:
            gate.wait_until_reached()
            with in_thread(acquire) as second:
                wait([second], timeout=0.05)
                gate.open()

        assert [isinstance(first.result(), Lease), second.result()] == [True, Refusal.LEASED]

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
