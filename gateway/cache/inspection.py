"""What lies in Redis under one raw key, and what its guards make of it. Looks only; nothing is changed."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import cast

from django.core.cache import caches
from django_redis import get_redis_connection
from django_redis.cache import RedisCache

from gateway.cache import states
from gateway.cache.families import Filled, Key
from gateway.cache.guard import GUARD_TTL_FACTOR
from gateway.cache.registry import GUARD_PREFIX, Entry, Registry
from gateway.cache.settings import cache_alias
from gateway.cache.states import Verdict

SCAN_COUNT = 1_000
KEYS_AT_ONCE = 100
EVERYTHING = "*"
Looked = tuple[list[bytes | None], list[float | None]]
# As ids, dates and versions stand in keys.
_FIELD_TEXT = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{4}-\d\d-\d\d|[^-]+"

IN_WORDS = {
    Verdict.HIT: "kept: this is what readers get",
    Verdict.MISS: "nothing that counts: the next reader asks the API",
    Verdict.FOREIGN: "written by somebody else: the next reader asks the API",
    Verdict.LEASED: "being filled: one reader asks the API, and others wait for it",
    Verdict.FENCED: "closed by a write: readers ask the API and keep nothing",
}


class CacheNotSharedError(Exception):
    """Answers are kept in the memory of each process, where another process cannot look."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """One guard, and for how many seconds it stays; None where it is absent or stays for good."""

    key: str
    guard: bytes | None
    seconds: float | None

    @property
    def words(self) -> str:
        if self.guard is None:
            return "absent"
        left = "" if self.seconds is None else f", {self.seconds:.0f} s left"
        if states.is_fence(self.guard):
            writes = len(self.guard.split()) - 1
            return f"{writes} {'write' if writes == 1 else 'writes'} in flight{left}"
        kinds = {states.LEASE: "a lease to fill it", states.FILLED: "filled", states.GROUP: "group open"}
        return kinds.get(self.guard[:1], "unreadable") + left


@dataclass(frozen=True, slots=True)
class Inspected:
    """One key. `age` is known of an answer that counts."""

    key: str
    family: Key | None
    value: bytes | None
    seconds: float | None
    verdict: Verdict
    guard: Guarded
    groups: tuple[Guarded, ...]

    @property
    def age(self) -> float | None:
        """A guard is written together with its value and lasts a fixed multiple of it."""
        if self.verdict is not Verdict.HIT or self.seconds is None or self.guard.seconds is None:
            return None
        return max(0.0, self.guard.seconds - GUARD_TTL_FACTOR * self.seconds)


class Inspector:
    """Raises CacheNotSharedError without Redis, and what redis-py raises when it does not answer."""

    def __init__(self, registry: Registry) -> None:
        if not isinstance(caches[cache_alias()], RedisCache):
            raise CacheNotSharedError(
                "Answers are kept in the memory of each process; only Redis can be looked into."
            )
        self._redis = get_redis_connection(cache_alias())
        self._registry = registry

    def inspect(self, key: str) -> Inspected:
        """Of a key that belongs to no family only the value is known."""
        return next(self.inspect_all([key]))

    def inspect_all(self, keys: Iterable[str]) -> Iterator[Inspected]:
        """As `inspect`, in a round trip for many of them."""
        each = iter(keys)
        while some := list(islice(each, KEYS_AT_ONCE)):
            families = [filled_from(key, self._registry) for key in some]
            entries = [
                self._registry.entry(filled) if filled else _entry_outside(key)
                for key, filled in zip(some, families, strict=True)
            ]
            for key, filled, entry, looked in zip(some, families, entries, self._look(entries), strict=True):
                yield self._inspected(key, filled, entry, looked)

    def _inspected(self, key: str, filled: Filled | None, entry: Entry, looked: Looked) -> Inspected:
        seen, seconds = looked
        guards = [Guarded(*row) for row in zip(entry.keys[1:], seen[1:], seconds[1:], strict=True)]
        family = entry.family if filled else None
        return Inspected(key, family, seen[0], seconds[0], states.judge(seen), guards[0], tuple(guards[1:]))

    def keys_of(self, families: Collection[Key], id_: str = "", pattern: str = "") -> Iterator[Filled]:
        """Every key of these families that holds a value, found by scanning the database once.

        With an id those in which it stands, with a pattern those that match it.
        """
        glob = pattern or next(iter(families)).glob if pattern or len(families) == 1 else EVERYTHING
        for found in self._redis.scan_iter(glob, count=SCAN_COUNT):
            filled = filled_from(cast("bytes", found).decode(errors="replace"), self._registry)
            if filled and filled.family in families and (not id_ or id_ in filled.fields.values()):
                yield filled

    def _look(self, entries: list[Entry]) -> Iterator[Looked]:
        """Each key with its guards as they were in one moment."""
        with self._redis.pipeline(transaction=True) as pipe:
            for entry in entries:
                pipe.mget(entry.keys)
                for key in entry.keys:
                    pipe.pttl(key)
            answers = iter(pipe.execute())
        for entry in entries:
            seen = next(answers)
            yield seen, [ms / 1000 if ms > 0 else None for ms in islice(answers, len(entry.keys))]


def filled_from(key: str, registry: Registry) -> Filled | None:
    """The family and the fields of a raw key; None for a key that belongs to no family, as guards do."""
    for family in registry.keys.values():
        if found := _expression(family).fullmatch(key):
            return Filled(family, found.groupdict())
    return None


@cache
def _expression(family: Key) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", family.text)
    texts = [
        re.escape(part) if place % 2 == 0 else f"(?P<{part}>{_FIELD_TEXT})"
        for place, part in enumerate(parts)
    ]
    return re.compile("".join(texts))


def _entry_outside(key: str) -> Entry:
    return Entry(Key("outside"), (key, GUARD_PREFIX + key))
