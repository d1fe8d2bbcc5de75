"""A long mixture of everything that happens to the cache, by several processes on one Redis: `make soak`.

What is true lies in another database of the same Redis, as a number per template that every commit raises, so that each
process knows what the others have committed. A read is stale when it is older than what was committed before it began.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from random import Random
from uuid import UUID

from redis import Redis

from gateway.cache import keys
from gateway.cache.families import Filled
from gateway.cache.registry import Entry
from gateway.cache.settings import Limits
from gateway.cache.stores.redis import RedisStore
from gateway.errors import BadRequest, Unavailable
from tests.gateway.cache.support import Backdoor, World

SERVICES = 8
TEMPLATES = 4
THREADS = 4
TRUTH_DATABASE = 1
# Long enough for any stall between a fence and its commit, short enough for a key to be used again.
FENCE_SECONDS = 5
# Some answers arrive long after somebody else's write was over.
SLOW_EVERY = 8
SLOW_SECONDS = 0.004
# What a Redis that evicts does to any guard but a fence: what losing one of those means is written in docs/cache.md.
EVICT = "local g = redis.call('GET', KEYS[1]) if g and string.sub(g, 1, 1) ~= 'W' then redis.call('DEL', KEYS[1]) end"
FIELDS = [
    {"service_id": str(UUID(int=service)), "template_id": str(UUID(int=1000 * service + template))}
    for service in range(1, SERVICES + 1)
    for template in range(1, TEMPLATES + 1)
]


class Truth:
    """What the API would answer."""

    def __init__(self, client: Redis) -> None:
        self._client = client

    def of(self, template_id: str) -> int:
        return int(self._client.get(template_id) or 0)

    def commit(self, *template_ids: str) -> None:
        with self._client.pipeline() as pipe:
            for template_id in template_ids:
                pipe.incr(template_id)
            pipe.execute()


@dataclass
class Soak:
    """One process: threads that each do one thing after another."""

    world: World
    truth: Truth
    cache: Redis
    stale: list[str] = field(default_factory=list)
    asked: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.world.limits = Limits(fence_ttl=FENCE_SECONDS)
        self._get = self.world.policy.set(keys.SERVICE_TEMPLATE_VERSION)(self._ask)

    def run(self, operations: int, seed: int) -> None:
        """So many in each thread."""
        with ThreadPoolExecutor(max_workers=THREADS) as executor:
            threads = [
                executor.submit(self._work, operations // THREADS, Random(f"{seed} {number}"))
                for number in range(THREADS)
            ]
        for thread in threads:
            thread.result()

    def read_everything(self) -> None:
        """At the end, twice: from the API where nothing is kept, and then from the cache."""
        for fields in FIELDS * 2:
            self._read(fields)

    def _work(self, operations: int, random: Random) -> None:
        actions: dict[Callable[[dict[str, str]], None], int] = {
            self._read: 300,
            self._write_key: 20,
            self._write_template: 20,
            self._write_service: 10,
            self._be_refused: 5,
            self._lose_the_answer: 1,
            self._foreign_fill: 10,
            self._foreign_delete: 10,
            self._evict: 10,
        }
        for act in random.choices(list(actions), weights=list(actions.values()), k=operations):
            act(random.choice(FIELDS))

    def _ask(self, service_id: str, template_id: str, version: int | None = None) -> int:
        answer = self.truth.of(template_id)
        if next(self.asked) % SLOW_EVERY == 0:
            time.sleep(SLOW_SECONDS)
        return answer

    def _read(self, fields: dict[str, str]) -> None:
        at_least = self.truth.of(fields["template_id"])
        answer = self._get(**fields)
        if answer < at_least:
            self.stale.append(f"{fields['template_id']}: {answer} after {at_least}")

    def _write(self, target: Filled, *template_ids: str) -> None:
        with self.world.writing(target):
            self.truth.commit(*template_ids)

    def _write_key(self, fields: dict[str, str]) -> None:
        self._write(keys.SERVICE_TEMPLATE_VERSION.fill(**fields), fields["template_id"])

    def _write_template(self, fields: dict[str, str]) -> None:
        self._write(keys.ANY_VERSION_OF_TEMPLATE.fill(**fields), fields["template_id"])

    def _write_service(self, fields: dict[str, str]) -> None:
        service_id = fields["service_id"]
        siblings = [other["template_id"] for other in FIELDS if other["service_id"] == service_id]
        self._write(keys.ANY_SERVICE_TEMPLATE.fill(service_id=service_id), *siblings)

    def _be_refused(self, fields: dict[str, str]) -> None:
        with suppress(BadRequest), self.world.writing(keys.ANY_VERSION_OF_TEMPLATE.fill(**fields)):
            raise BadRequest(None)

    def _lose_the_answer(self, fields: dict[str, str]) -> None:
        with suppress(Unavailable), self.world.writing(keys.SERVICE_TEMPLATE_VERSION.fill(**fields)):
            self.truth.commit(fields["template_id"])
            raise Unavailable(None)

    def _foreign_fill(self, fields: dict[str, str]) -> None:
        """Another system reads through the same raw key with plain GET and SET."""
        answer = self.truth.of(fields["template_id"])
        self.cache.set(_entry(fields).value, answer)

    def _foreign_delete(self, fields: dict[str, str]) -> None:
        self.cache.delete(_entry(fields).value)

    def _evict(self, fields: dict[str, str]) -> None:
        entry = _entry(fields)
        for guard in (entry.guard, *entry.groups):
            self.cache.eval(EVICT, 1, guard)


def _entry(fields: dict[str, str]) -> Entry:
    return keys.REGISTRY.entry(keys.SERVICE_TEMPLATE_VERSION.fill(**fields))


def soak_on(url: str, store: type[RedisStore] = RedisStore) -> Soak:
    client, truth = Redis.from_url(url), Redis.from_url(url, db=TRUTH_DATABASE)
    return Soak(World(store(client), Backdoor(client)), Truth(truth), client)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--operations", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    soak = soak_on(options.url)
    soak.run(options.operations, options.seed)
    soak.read_everything()
    events: Counter[str] = Counter()
    for (event, _family), number in soak.world.counters.snapshot().items():
        events[event] += number
    json.dump({"stale": soak.stale, "events": events}, sys.stdout)


if __name__ == "__main__":
    main()
