"""Whether the cache can work: its Redis reached, in a fitting mode, and shared with the API only where that is known."""

import time
from collections.abc import Iterator
from typing import cast

from django.core.cache import caches
from django_redis import get_redis_connection
from django_redis.cache import RedisCache
from redis import Redis
from redis.exceptions import RedisError

from gateway.cache.keys import REGISTRY
from gateway.cache.registry import GUARD_PREFIX
from gateway.cache.settings import cache_alias, limits
from gateway.findings import Finding, Level

ABOUT = "cache"
SHARING = "sharing"
# The API's own counters of messages and its token buckets, and the answers that it writes under raw keys.
COUNTERS = ("*-????-??-??-count", "*-tokens-*")
ANSWERS = tuple(key.glob for key in REGISTRY.keys.values() if key.api_reads)
SCAN_COUNT = 1_000
MOST_SCANNED = 100


def diagnose_cache() -> list[Finding]:
    """What there is to say about the cache. Nothing is written."""
    if not isinstance(caches[cache_alias()], RedisCache):
        return [
            Finding(
                ABOUT,
                Level.GOOD,
                "Answers are kept in the memory of each process. That is enough for one process only.",
            )
        ]
    client = get_redis_connection(cache_alias())
    try:
        started = time.monotonic()
        client.ping()
        seconds = time.monotonic() - started
        server = client.info()
        traces = list(traces_of_the_api(client))
    except (RedisError, OSError) as error:
        return [
            Finding(
                ABOUT,
                Level.BROKEN,
                f"Redis does not answer ({type(error).__name__}), so pages are slow and nothing can be changed.",
                "Is Redis running, and is REDIS_URL its address?",
            )
        ]
    text = f"Redis {server['redis_version']} answers in {seconds * 1000:.1f} ms."
    return [Finding(ABOUT, Level.GOOD, text), *_memory(server.get("maxmemory_policy", "")), _sharing(traces)]


def traces_of_the_api(client: Redis) -> Iterator[str]:
    """What only the API leaves behind, in words: counters of its own, and answers without a guard of ours.

    Looks at the beginning of the database, not at all of it. Nothing found proves nothing: the API may have been idle.
    """
    if any(_some(client, glob) for glob in COUNTERS):
        yield "counters of the API"
    for glob in ANSWERS:
        found = _some(client, glob)
        guards = client.mget([GUARD_PREFIX.encode() + key for key in found]) if found else []
        if None in guards:
            yield "answers that the API keeps"
            return


def _some(client: Redis, glob: str) -> list[bytes]:
    cursor = 0
    found: list[bytes] = []
    for _ in range(MOST_SCANNED):
        cursor, keys = client.scan(cursor, match=glob, count=SCAN_COUNT)
        found += cast("list[bytes]", keys)
        if cursor == 0 or len(found) >= SCAN_COUNT:
            break
    return found


def _memory(policy: str) -> Iterator[Finding]:
    if policy == "volatile-ttl":
        yield Finding(
            ABOUT,
            Level.ATTENTION,
            "When its memory is full, Redis removes first what expires first: the fences of writes under way.",
            "Set maxmemory-policy to noeviction, or to allkeys-lru with memory enough.",
        )


def _sharing(traces: list[str]) -> Finding:
    found = " and ".join(traces)
    if limits().shared_redis:
        text = (
            f"The API uses this Redis too: it holds {found}."
            if traces
            else "The API has left nothing in this Redis."
        )
        advice = (
            ""
            if traces
            else "Either it was idle, or it uses another one: then switch GATEWAY_SHARED_REDIS off."
        )
        return Finding(SHARING, Level.GOOD if traces else Level.ATTENTION, text, advice)
    if traces:
        return Finding(
            SHARING,
            Level.ATTENTION,
            f"The API seems to use this Redis too: it holds {found}.",
            "If so, switch GATEWAY_SHARED_REDIS on, or the API goes on sending with templates that were changed.",
        )
    return Finding(SHARING, Level.GOOD, "The portal has this Redis to itself, as configured.")
