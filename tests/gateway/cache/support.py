"""A small API, a client of it under the policy, and both stores to run it on."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import uuid4

from django.core.cache.backends.locmem import LocMemCache
from redis import Redis

from gateway.cache import keys
from gateway.cache.breaker import Breaker
from gateway.cache.families import Filled, Key
from gateway.cache.guard import Guard
from gateway.cache.leases import Leases
from gateway.cache.metrics import Counters, Event
from gateway.cache.policy import Policy
from gateway.cache.registry import Entry, Registry
from gateway.cache.settings import Limits
from gateway.cache.stores import raw_key
from gateway.cache.stores.base import Store, StoreAwayError
from gateway.cache.stores.plain import Fences, PlainStore
from gateway.cache.stores.redis import RedisStore
from gateway.errors import NotFound, Unavailable

PATIENCE = 30.0
Result = TypeVar("Result")


class Gate:
    """A place where one thread waits until the test lets it go on."""

    def __init__(self) -> None:
        self._reached = threading.Event()
        self._opened = threading.Event()

    def pass_through(self) -> None:
        self._reached.set()
        assert self._opened.wait(PATIENCE), "nobody opened the gate"

    def wait_until_reached(self) -> None:
        assert self._reached.wait(PATIENCE), "nobody came to the gate"

    def open(self) -> None:
        self._opened.set()


class Api:
    """The store of record. A gate holds a reader after it took its answer, or a writer before or after its commit."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.values: dict[str, Any] = {}
        self.reads = 0
        self.writes = 0
        self.after_read: Gate | None = None
        self.before_commit: Gate | None = None
        self.after_commit: Gate | None = None
        self.read_error: BaseException | None = None
        self.lost_answer: BaseException | None = None
        self.while_writing: Callable[[], object] | None = None

    def get(self, key: str) -> Any:
        with self._lock:
            self.reads += 1
            answer, gate = self.values.get(key), self.after_read
        if gate is not None:
            gate.pass_through()
        if self.read_error is not None:
            raise self.read_error
        return answer

    def put(self, key: str, value: Any) -> None:
        self.writes += 1
        if self.before_commit is not None:
            self.before_commit.pass_through()
        self.values[key] = value
        if self.while_writing is not None:
            self.while_writing()
        if self.after_commit is not None:
            self.after_commit.pass_through()
        if self.lost_answer is not None:
            raise self.lost_answer

    def time_out(self) -> None:
        """A write whose answer never came and whose commit is still on its way."""
        self.writes += 1
        raise Unavailable(None)

    @contextmanager
    def holding(self, place: str) -> Iterator[Gate]:
        """The next ones to come to this place wait; whoever comes after the block does not."""
        gate = Gate()
        setattr(self, place, gate)
        try:
            yield gate
        finally:
            setattr(self, place, None)
            gate.open()


class Backdoor:
    """What somebody else may do to the store: evict, delete or write under any key."""

    def __init__(self, cache: LocMemCache | Redis) -> None:
        self._cache = cache

    def get(self, key: str) -> Any:
        return self._cache.get(key)

    def set(self, key: str, value: bytes) -> None:
        self._cache.set(key, value)

    def delete(self, key: str) -> None:
        self._cache.delete(key)


@dataclass
class World:
    """One process: its policy over one store, and the API behind it."""

    store: Store
    raw: Backdoor
    api: Api = field(default_factory=Api)
    counters: Counters = field(default_factory=Counters)
    limits: Limits = field(default_factory=Limits)
    now: float = 0.0
    on_sleep: Callable[[], None] | None = None

    def __post_init__(self) -> None:
        self.breaker = Breaker(lambda: 1.5, lambda: self.now)
        leases = Leases(self.counters, sleep=self._sleep)
        self.guard = Guard(lambda: self.store, lambda: self.limits, self.breaker, self.counters, leases)
        self.policy = Policy(keys.REGISTRY, self.guard)
        self.client = client_of(self.policy, self.api)

    def _sleep(self, seconds: float) -> None:
        if self.on_sleep is None:
            time.sleep(seconds)
        else:
            self.on_sleep()

    def fail_once(self, step: str) -> None:
        """The next time the store is asked for this step it does not answer."""
        work = getattr(self.store, step)

        def fail(*_arguments: object) -> None:
            setattr(self.store, step, work)
            raise StoreAwayError("once")

        setattr(self.store, step, fail)

    def writing(self, *targets: Filled) -> AbstractContextManager[None]:
        """What a declared method does around its API call."""
        return self.guard.write(keys.REGISTRY.plan(targets))

    def counted(self, event: Event) -> int:
        return self.counters.total(event)

    def read_together(self, readers: int, read: Callable[[], Any]) -> list[Any]:
        """Everybody has looked and missed before the first answer of the API arrives."""
        with ThreadPoolExecutor(max_workers=readers) as executor, self.api.holding("after_read") as gate:
            pending = [executor.submit(read) for _ in range(readers)]
            gate.wait_until_reached()
            wait_until(lambda: self.counted(Event.MISS) >= readers)
            gate.open()
            return [reader.result() for reader in pending]

    def not_found(self, service_id: str) -> str:
        try:
            self.client.get_service(service_id)
        except NotFound:
            return "not found"
        return "found"

    def write_without_answer(self, service_id: str) -> None:
        """Leaves a fence behind."""
        with suppress(Unavailable):
            self.client.update_service_slowly(service_id)

    def prefetch(self, service_id: str, template_id: str) -> bool:
        return self.policy.prefetch(
            keys.SERVICE.fill(service_id=service_id),
            keys.SERVICE_TEMPLATE_VERSION.fill(service_id=service_id, template_id=template_id),
        )

    def entry_lasting(self, ttl_for: Callable[[Any], float | None]) -> Entry:
        """Where an answer of a family lives whose answers say themselves how long they last."""
        return self.entry_of(Key("thing-{thing_id}", ttl_for=ttl_for))

    def entry_of(self, key: Key) -> Entry:
        """Where one answer of this family of things lives."""
        return Registry([key], []).entry(key.fill(thing_id=an_id()))


def client_of(policy: Policy, api: Api) -> Any:
    """An instance with one method for each way of being under the policy."""

    class Client:
        @policy.set(keys.SERVICE)
        def get_service(self, service_id: str) -> Any:
            return api.get(service_id)

        @policy.set(keys.SERVICE_TEMPLATES)
        def get_service_templates(self, service_id: str) -> Any:
            return api.get(f"templates of {service_id}")

        @policy.set(keys.SERVICE_TEMPLATE_VERSION)
        def get_service_template(self, service_id: str, template_id: str, version: int | None = None) -> Any:
            return api.get(template_id)

        @policy.delete(keys.SERVICE)
        def update_service(self, service_id: str, value: Any) -> None:
            api.put(service_id, value)

        @policy.delete(keys.SERVICE)
        def update_service_slowly(self, service_id: str) -> None:
            api.time_out()

        @policy.delete(keys.SERVICE_TEMPLATES)
        @policy.delete_by_pattern(keys.ANY_VERSION_OF_TEMPLATE)
        def update_service_template(self, service_id: str, template_id: str, value: Any) -> None:
            api.put(template_id, value)

        @policy.delete(keys.SERVICE, keys.SERVICE_TEMPLATES)
        @policy.delete_by_pattern(keys.ANY_SERVICE_TEMPLATE)
        def archive_service(self, service_id: str) -> None:
            api.put(service_id, {"active": False})

    return Client()


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.001)


def an_id() -> str:
    return str(uuid4())


def plain_world() -> World:
    cache = LocMemCache(an_id(), {"KEY_FUNCTION": raw_key})
    return World(PlainStore(cache, Fences()), Backdoor(cache))


def redis_world(client: Redis) -> World:
    return World(RedisStore(client), Backdoor(client))


@contextmanager
def in_thread(step: Callable[[], Result]) -> Iterator[Future[Result]]:
    """The step under way in another thread; the block ends only after it has."""
    with ThreadPoolExecutor(max_workers=1) as executor:
        yield executor.submit(step)
