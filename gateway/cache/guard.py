"""The coherence protocol: how answers are read, filled and invalidated so that nobody sees an old one.

A reader that misses takes a lease, asks the API and fills only if the lease and the groups are still what they were.
A writer fences its keys and groups before it asks the API and takes the fences down after a definite answer. The steps
are those of docs/cache.md; each is one round trip.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any, NamedTuple

from gateway.cache import codec, memo, states
from gateway.cache.breaker import Breaker
from gateway.cache.families import Key
from gateway.cache.leases import Leases
from gateway.cache.metrics import Counters, Event
from gateway.cache.outcome import is_definite
from gateway.cache.registry import Entry, Plan
from gateway.cache.settings import Limits
from gateway.cache.states import Lease, Verdict
from gateway.cache.stores.base import Fill, Store, StoreAwayError, StoreError
from gateway.errors import CacheUnavailable

# A guard that went before its value would cost a miss; one that outlives it costs a few bytes.
GUARD_TTL_FACTOR = 2
END_ATTEMPTS = 2

Load = Callable[[], object]

_bypassed: ContextVar[bool] = ContextVar("gateway_cache_bypassed", default=False)


class Answer(NamedTuple):
    """An answer as JSON text, and for how many seconds it may be kept; None where the store decided that before."""

    text: bytes
    ttl: float | None


class Guard:
    """Reads and writes through one store at a time, chosen anew for each operation."""

    def __init__(
        self,
        stores: Callable[[], Store],
        limits: Callable[[], Limits],
        breaker: Breaker,
        counters: Counters,
        leases: Leases | None = None,
    ) -> None:
        self.counters = counters
        self.breaker = breaker
        self._stores = stores
        self._limits = limits
        self._leases = leases or Leases(counters)

    def read(self, entry: Entry, load: Load) -> Any:
        """The answer: from the memo, from the store, or from `load`, whose errors are raised and not kept."""
        scope = memo.current()
        if scope is None:
            return codec.decode(self._answer(entry, load).text)
        text = scope.get(entry.value)
        if text is None:
            generation = scope.generation
            text, ttl = self._answer(entry, load)
            if ttl != 0:
                scope.keep({entry.value: text}, generation)
        return codec.decode(text)

    def prefetch(self, entries: Sequence[Entry]) -> bool:
        """Take what is there for several entries into the running memo, in one round trip; whether all was there.

        Never fails.
        """
        scope = memo.current()
        if scope is None:
            return False
        generation = scope.generation
        wanted = [entry for entry in entries if scope.get(entry.value) is None]
        if not wanted or not self.breaker.allows():
            return not wanted
        try:
            seen = self._stores().look([key for entry in wanted for key in entry.keys])
        except StoreError as error:
            self._read_failed(error, *(entry.family.text for entry in wanted))
            return False
        self.breaker.succeeded()
        found: dict[str, bytes] = {}
        families: list[str] = []
        start = 0
        for family, keys in wanted:
            end = start + len(keys)
            if (value := seen[start]) is not None and states.judge(seen[start:end]) is Verdict.HIT:
                found[keys[0]] = value
                families.append(family.text)
            start = end
        self.counters.count(Event.HIT, *families)
        scope.keep(found, generation)
        return len(found) == len(wanted)

    @contextmanager
    def write(self, plan: Plan) -> Iterator[None]:
        """Around the API call of a write. Raises CacheUnavailable before it, when the old answers cannot be fenced."""
        writer = states.new_token()
        memo.drop()
        self._begin(plan, writer)
        try:
            yield
        except BaseException as error:
            if is_definite(error):
                self._end(plan, writer)
            else:
                self._leave_fenced(plan, writer)
            raise
        else:
            self._end(plan, writer)
        finally:
            memo.drop()

    def forget(self, globs: Sequence[str]) -> int | None:
        """Remove every kept answer that matches; how many, where the store can tell. Raises CacheUnavailable."""
        memo.drop()
        try:
            return self._stores().forget(globs)
        except StoreError as error:
            raise CacheUnavailable("The cache did not answer, so it may not be cleared.") from error

    def _answer(self, entry: Entry, load: Load) -> Answer:
        """One read. A value that came from the store counts as kept for as long as it lasts there."""
        if _bypassed.get() or not self.breaker.allows():
            return self._load(entry, load)
        store = self._stores()
        try:
            found = self._find(store, entry)
        except StoreError as error:
            self._read_failed(error, entry.family.text)
            return self._load(entry, load)
        if isinstance(found, bytes):
            return Answer(found, None)
        if found is None:
            return self._load(entry, load)
        return self._load_under(found, store, entry, load)

    def _find(self, store: Store, entry: Entry) -> bytes | Lease | None:
        """A value, or a lease to fill one, or None where nothing may be filled now."""
        seen = store.look(entry.keys)
        self.breaker.succeeded()
        verdict = states.judge(seen)
        family = entry.family
        if verdict is Verdict.HIT:
            self.counters.count(Event.HIT, family.text)
            return seen[0]
        self.counters.count(Event.MISS, family.text)
        if verdict is Verdict.FOREIGN:
            self.counters.count(Event.FOREIGN_VALUE, family.text)
        limits = self._limits()
        group_ttl = GUARD_TTL_FACTOR * max(limits.value_ttl, family.ttl or 0)
        return self._leases.claim(store, entry, seen, limits.lease_ttl, group_ttl)

    def _load(self, entry: Entry, load: Load) -> Answer:
        answer = load()
        return Answer(codec.encode(answer), max(self._ttl(entry.family, answer) or 0, 0))

    def _ttl(self, family: Key, answer: Any) -> float | None:
        """Seconds that this answer may be kept; None or 0 for not at all."""
        if family.ttl_for is not None:
            return family.ttl_for(answer)
        limits = self._limits()
        if family.ttl_unshared is not None and not limits.shared_redis:
            return family.ttl_unshared
        return limits.value_ttl if family.ttl is None else family.ttl

    def _load_under(self, lease: Lease, store: Store, entry: Entry, load: Load) -> Answer:
        try:
            answer = self._load(entry, load)
        except BaseException:
            self._settle(entry, lambda: store.abandon(entry, lease))
            raise
        if answer.ttl:
            fill = Fill(answer.text, answer.ttl, GUARD_TTL_FACTOR * answer.ttl)
            self._settle(entry, lambda: self._fill(store, entry, lease, fill))
        else:
            self._settle(entry, lambda: store.abandon(entry, lease))
        return answer

    def _fill(self, store: Store, entry: Entry, lease: Lease, fill: Fill) -> None:
        if not store.fill(entry, lease, fill):
            self.counters.count(Event.FILL_REFUSED, entry.family.text)

    def _settle(self, entry: Entry, step: Callable[[], None]) -> None:
        """The end of a lease. Tried also while the breaker is open: others wait for as long as a lease is left lying."""
        try:
            step()
        except StoreError as error:
            self._read_failed(error, entry.family.text)

    def _read_failed(self, error: StoreError, *families: str) -> None:
        self.counters.count(Event.READ_ERROR, *families, error=error)
        if isinstance(error, StoreAwayError) and self.breaker.failed():
            self.counters.count(Event.BREAKER_OPEN, *families)

    def _begin(self, plan: Plan, writer: str) -> None:
        limits = self._limits()
        try:
            store = self._stores()
            store.begin(plan, writer, limits.fence_ttl)
            if limits.shared_redis:
                store.sweep(plan.sweeps)
        except StoreError as error:
            self.counters.count(Event.BEGIN_REFUSED, *plan.families, error=error)
            raise CacheUnavailable("Nothing was changed, because the cache did not answer.") from error

    def _end(self, plan: Plan, writer: str) -> None:
        """The fence covers a lost end until it expires, so the caller hears nothing of it."""
        for attempt in range(1, END_ATTEMPTS + 1):
            try:
                store = self._stores()
                store.end(plan, writer)
                if self._limits().shared_redis:
                    store.sweep(plan.sweeps)
            except StoreError as error:
                if attempt == END_ATTEMPTS:
                    self.counters.count(Event.END_ERROR, *plan.families, error=error)
            else:
                return

    def _leave_fenced(self, plan: Plan, writer: str) -> None:
        """The commit may still come: the fence stays, for its whole time from now if the store can be told so."""
        self.counters.count(Event.UNCERTAIN_WRITE, *plan.families)
        with suppress(StoreError):
            self._stores().begin(plan, writer, self._limits().fence_ttl)


@contextmanager
def bypassed() -> Iterator[None]:
    """Every read of the block asks the API and keeps nothing. Not for use within a memo, which comes first."""
    token = _bypassed.set(True)
    try:
        yield
    finally:
        _bypassed.reset(token)
