"""Answers of the API, kept without ever being stale: `from gateway import cache`, then `@cache.set(keys.SERVICE)`.

- `@cache.set(KEY)` keeps what a method returns; `@cache.delete(KEY, ...)` and `@cache.delete_by_pattern(PATTERN, ...)`
  make it a write that invalidates. `with cache.writing(KEY.fill(...), ...)` does so for keys known only at run time,
  in a method that declares their families with `@cache.also_writes(KEY, ...)`.
- A write raises `gateway.errors.CacheUnavailable`, before the API is called, when it cannot be protected.
- `cache.memo.scope()` opens the memo of a request; `cache.prefetch(KEY.fill(...), ...)` takes several keys into it.
- `cache.clear(KEY, ...)` empties families; `cache.counters` says what happened. The families are in `keys`.

The protocol is described in docs/cache.md.
"""

from gateway.cache import keys, memo
from gateway.cache.breaker import Breaker
from gateway.cache.families import PolicyError
from gateway.cache.guard import Guard, bypassed
from gateway.cache.metrics import Counters, Event
from gateway.cache.policy import Policy, record_of
from gateway.cache.settings import breaker_seconds, limits
from gateway.cache.stores import ConfiguredStores

__all__ = [
    "Event",
    "PolicyError",
    "also_writes",
    "bypassed",
    "clear",
    "counters",
    "delete",
    "delete_by_pattern",
    "keys",
    "memo",
    "prefetch",
    "record_of",
    "set",
    "writing",
]

counters = Counters()
_policy = Policy(keys.REGISTRY, Guard(ConfiguredStores(), limits, Breaker(breaker_seconds), counters))

set = _policy.set  # noqa: A001 - `cache.set` is the word of the policy; nothing here needs the built-in
delete = _policy.delete
delete_by_pattern = _policy.delete_by_pattern
also_writes = _policy.also_writes
writing = _policy.writing
prefetch = _policy.prefetch
clear = _policy.clear
