"""The two sides of every comparison: the same methods, once over the baseline and once over the gateway's cache."""

from collections.abc import Callable
from typing import Any, Protocol

from redis import Redis

from benchmarks.baseline import DeleteTwice
from gateway.cache import keys
from gateway.cache.breaker import Breaker
from gateway.cache.guard import Guard
from gateway.cache.metrics import Counters
from gateway.cache.policy import Policy
from gateway.cache.settings import Limits
from gateway.cache.stores.redis import RedisStore
from tests.redis_server import RedisServer

BREAKER_SECONDS = 1.5


def database(server: RedisServer, number: int, **options: float) -> Redis:
    """One of the numbered databases of the server; each side has its own."""
    address, _, _ = server.url.rpartition("/")
    return Redis.from_url(f"{address}/{number}", **options)


class Backend(Protocol):
    """The API behind both sides."""

    def read(self, key: str) -> Any: ...

    def write(self, key: str) -> None: ...


class Client(Protocol):
    def get_service(self, service_id: str) -> Any: ...

    def get_service_template(self, service_id: str, template_id: str, version: int | None = None) -> Any: ...

    def update_service(self, service_id: str) -> None: ...

    def update_service_template(self, service_id: str, template_id: str) -> None: ...


def baseline_client(redis: Redis, api: Backend) -> Client:
    cache = DeleteTwice(redis)

    class Baseline:
        @cache.set("service-{service_id}")
        def get_service(self, service_id: str) -> Any:
            return api.read(service_id)

        @cache.set("service-{service_id}-template-{template_id}-version-{version}")
        def get_service_template(self, service_id: str, template_id: str, version: int | None = None) -> Any:
            return api.read(template_id)

        @cache.delete("service-{service_id}")
        def update_service(self, service_id: str) -> None:
            api.write(service_id)

        @cache.delete_by_pattern("service-{service_id}-template-{template_id}*")
        def update_service_template(self, service_id: str, template_id: str) -> None:
            api.write(template_id)

    return Baseline()


def gateway_policy(redis: Redis, limits: Callable[[], Limits] = Limits) -> Policy:
    store = RedisStore(redis)
    return Policy(keys.REGISTRY, Guard(lambda: store, limits, Breaker(lambda: BREAKER_SECONDS), Counters()))


def gateway_client(policy: Policy, api: Backend) -> Client:
    class Gateway:
        @policy.set(keys.SERVICE)
        def get_service(self, service_id: str) -> Any:
            return api.read(service_id)

        @policy.set(keys.SERVICE_TEMPLATE_VERSION)
        def get_service_template(self, service_id: str, template_id: str, version: int | None = None) -> Any:
            return api.read(template_id)

        @policy.delete(keys.SERVICE)
        def update_service(self, service_id: str) -> None:
            api.write(service_id)

        @policy.delete_by_pattern(keys.ANY_VERSION_OF_TEMPLATE)
        def update_service_template(self, service_id: str, template_id: str) -> None:
            api.write(template_id)

    return Gateway()
