"""The protocol on any other Django cache: the same guards with plain operations, coherent within one process."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.cache.backends.base import BaseCache

from gateway.cache.registry import Entry, Plan
from gateway.cache.states import (
    FENCE,
    LEASE,
    Lease,
    filled_guard,
    group_guard,
    has_stamps,
    stamps_of,
)
from gateway.cache.stores.base import Claim, Fill, FilledMeanwhile, Refusal, StoreAwayError


@dataclass(slots=True)
class Fence:
    writers: set[str]
    until: float


@dataclass(slots=True)
class Fences:
    """The writes in flight in this process. Kept out of the cache, which may evict what it likes."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    clock: Callable[[], float] = time.monotonic
    _fences: dict[str, Fence] = field(default_factory=dict)

    def stands(self, guard: str) -> bool:
        fence = self._fences.get(guard)
        return fence is not None and fence.until > self.clock()

    def put_up(self, guard: str, writer: str, ttl: float) -> None:
        self._drop_expired()
        fence = self._fences.setdefault(guard, Fence(set(), 0))
        fence.writers.add(writer)
        fence.until = self.clock() + ttl

    def take_down(self, guard: str, writer: str) -> None:
        fence = self._fences.get(guard)
        if fence is None:
            return
        fence.writers.discard(writer)
        if not fence.writers:
            del self._fences[guard]

    def _drop_expired(self) -> None:
        now = self.clock()
        for guard in [guard for guard, fence in self._fences.items() if fence.until <= now]:
            del self._fences[guard]


class PlainStore:
    """Every store of one process on the same cache must share one Fences."""

    def __init__(self, cache: BaseCache, fences: Fences) -> None:
        self._cache = cache
        self._fences = fences

    def look(self, keys: Sequence[str]) -> Sequence[bytes | None]:
        with self._step():
            return self._look(keys)

    def acquire(self, entry: Entry, claim: Claim) -> Lease | FilledMeanwhile | Refusal:
        with self._step():
            value, guard, *groups = self._look(entry.keys)
            if FENCE in (guard, *groups):
                return Refusal.FENCED
            stamps = stamps_of(self._with_tokens(entry, groups, claim))
            if guard and guard != claim.refuted and has_stamps(guard, stamps):
                if guard.startswith(LEASE):
                    return Refusal.LEASED
                if value is not None:
                    return FilledMeanwhile(value, guard)
            lease = Lease(claim.token, stamps)
            self._cache.set(entry.guard, lease.guard, claim.lease_ttl)
            return lease

    def _with_tokens(
        self, entry: Entry, groups: Sequence[bytes | None], claim: Claim
    ) -> Sequence[bytes | None]:
        missing = {
            key: group_guard(claim.token)
            for key, group in zip(entry.groups, groups, strict=True)
            if group is None
        }
        for key, guard in missing.items():
            self._cache.set(key, guard, claim.group_ttl)
        return [group or missing[key] for key, group in zip(entry.groups, groups, strict=True)]

    def fill(self, entry: Entry, lease: Lease, fill: Fill) -> bool:
        with self._step():
            _, guard, *groups = self._look(entry.keys)
            stamps = stamps_of(groups)
            if guard != lease.guard or stamps != lease.stamps:
                return False
            self._cache.set(entry.value, fill.value, fill.value_ttl)
            self._cache.set(entry.guard, filled_guard(fill.value, stamps), fill.guard_ttl)
            return True

    def abandon(self, entry: Entry, lease: Lease) -> None:
        with self._step():
            if self._cache.get(entry.guard) == lease.guard:
                self._cache.delete(entry.guard)

    def begin(self, plan: Plan, writer: str, fence_ttl: float) -> None:
        with self._step():
            for guard in plan.guards:
                self._fences.put_up(guard, writer, fence_ttl)
            self._cache.delete_many((*plan.values, *plan.guards))

    def end(self, plan: Plan, writer: str) -> None:
        with self._step():
            self._cache.delete_many((*plan.values, *plan.guards))
            for guard in plan.guards:
                self._fences.take_down(guard, writer)

    def sweep(self, globs: Iterable[str]) -> None:
        """Nothing to do: the API reads no cache but Redis."""

    def forget(self, globs: Iterable[str]) -> int | None:  # noqa: ARG002 - a Django cache cannot be searched
        """Everything goes, and how much that was is not known."""
        with self._step():
            self._cache.clear()
        return None

    def _look(self, keys: Sequence[str]) -> Sequence[bytes | None]:
        found = self._cache.get_many(keys)
        return [FENCE if self._fences.stands(key) else found.get(key) for key in keys]

    @contextmanager
    def _step(self) -> Iterator[None]:
        with self._fences.lock:
            try:
                yield
            except Exception as error:  # each backend has errors of its own
                raise StoreAwayError(type(error).__name__) from error
