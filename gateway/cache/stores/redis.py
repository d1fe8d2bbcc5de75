"""The protocol on Redis, through the raw client of django-redis, so that Sentinel and TLS work by address."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, cast

from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

from gateway.cache.digests import digest
from gateway.cache.registry import GUARD_PREFIX, Entry, Plan
from gateway.cache.states import Lease
from gateway.cache.stores import scripts
from gateway.cache.stores.base import Claim, Fill, FilledMeanwhile, Refusal, StoreAwayError, StoreError
from gateway.cache.stores.connections import ReadConnections

# A scan looks at this many keys a step, which is a millisecond of Redis' time: nobody else is answered meanwhile.
SCAN_COUNT = 1_000
# A script runs on its own, too: a millisecond or two for as many.
FORGOTTEN_AT_ONCE = 100
AWAY: Final = (RedisConnectionError, RedisTimeoutError, OSError)
REFUSALS: Final = {b"leased": Refusal.LEASED, b"fenced": Refusal.FENCED}


class RedisStore:
    """Safe for any number of threads, as the client is."""

    def __init__(self, client: Redis) -> None:
        self._client = client
        self._reads = ReadConnections(client.connection_pool)

    def look(self, keys: Sequence[str]) -> Sequence[bytes | None]:
        try:
            return cast("list[bytes | None]", self._reads.run("MGET", *keys))
        except AWAY as error:
            raise StoreAwayError(type(error).__name__) from error
        except RedisError as error:
            raise StoreError(type(error).__name__) from error

    def acquire(self, entry: Entry, claim: Claim) -> Lease | FilledMeanwhile | Refusal:
        arguments = (claim.token, claim.refuted, _ms(claim.lease_ttl), _ms(claim.group_ttl))
        state, *rest = self._run(scripts.ACQUIRE, entry.keys, *arguments)
        if state == b"lease":
            return Lease(claim.token, rest[0])
        if state == b"filled":
            return FilledMeanwhile(*rest)
        return REFUSALS[state]

    def fill(self, entry: Entry, lease: Lease, fill: Fill) -> bool:
        arguments = (lease.token, fill.value, digest(fill.value), _ms(fill.value_ttl), _ms(fill.guard_ttl))
        return bool(self._run(scripts.FILL, entry.keys, *arguments))

    def abandon(self, entry: Entry, lease: Lease) -> None:
        self._run(scripts.ABANDON, (entry.guard,), lease.guard)

    def begin(self, plan: Plan, writer: str, fence_ttl: float) -> None:
        self._run(scripts.BEGIN, (*plan.values, *plan.guards), writer, _ms(fence_ttl), len(plan.values))

    def end(self, plan: Plan, writer: str) -> None:
        self._run(scripts.END, (*plan.values, *plan.guards), writer, len(plan.values))

    def sweep(self, globs: Iterable[str]) -> None:
        with _store_errors():
            for glob in globs:
                for keys in _scan(self._client, glob):
                    self._client.unlink(*keys)

    def forget(self, globs: Iterable[str]) -> int:
        removed = 0
        with _store_errors():
            for glob in globs:
                for values in _in_steps(_scan(self._client, glob)):
                    guards = [GUARD_PREFIX.encode() + value for value in values]
                    removed += scripts.FORGET.run(self._client, (*values, *guards), (len(values),))
                for guards in _in_steps(_scan(self._client, GUARD_PREFIX + glob)):
                    scripts.FORGET.run(self._client, guards, (0,))
        return removed

    def _run(
        self, script: scripts.Script, keys: Sequence[scripts.Text], *arguments: scripts.Text | int
    ) -> Any:
        with _store_errors():
            return script.run(self._client, keys, arguments)


def _scan(client: Redis, glob: str) -> Iterator[list[bytes]]:
    cursor = 0
    while True:
        cursor, keys = client.scan(cursor, match=glob, count=SCAN_COUNT)
        if keys:
            yield cast("list[bytes]", keys)
        if cursor == 0:
            return


def _in_steps(found: Iterable[list[bytes]]) -> Iterator[list[bytes]]:
    for keys in found:
        for start in range(0, len(keys), FORGOTTEN_AT_ONCE):
            yield keys[start : start + FORGOTTEN_AT_ONCE]


def _ms(seconds: float) -> int:
    return max(1, round(seconds * 1000))


@contextmanager
def _store_errors() -> Iterator[None]:
    try:
        yield
    except AWAY as error:
        raise StoreAwayError(type(error).__name__) from error
    except RedisError as error:
        raise StoreError(type(error).__name__) from error
