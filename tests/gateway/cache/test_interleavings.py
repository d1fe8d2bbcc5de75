"""Readers, writers, another system and evictions, interleaved at random step by step: no read is ever stale."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis

from gateway.cache import keys
from gateway.cache.registry import Entry
from gateway.cache.states import Lease, filled_guard
from gateway.cache.stores import raw_key
from gateway.cache.stores.base import Fill
from gateway.cache.stores.plain import Fences, PlainStore
from gateway.errors import Unavailable
from tests.gateway.cache.interleaving import Stage
from tests.gateway.cache.support import Backdoor, LocMemCache, World, an_id, redis_world

PLAYS: dict[str, Callable[[Stage, Random], Callable[[], None]]] = {
    "reads": lambda stage, _: stage.reader,
    "writes the key": lambda stage, _: stage.writer(keys.SERVICE_TEMPLATE_VERSION, None),
    "writes the group": lambda stage, _: stage.writer(keys.ANY_VERSION_OF_TEMPLATE, None),
    "loses the answer": lambda stage, _: stage.writer(keys.ANY_VERSION_OF_TEMPLATE, Unavailable(None)),
    "is killed": lambda stage, _: stage.writer(keys.SERVICE_TEMPLATE_VERSION, KeyboardInterrupt()),
    "is refused": lambda stage, _: stage.refused_writer,
    "commits late": lambda stage, _: stage.late_writer,
    "meddles": lambda stage, random: stage.meddler(random),
}
CASTS = st.lists(st.sampled_from(sorted(PLAYS)), min_size=1, max_size=5)
RANDOMLY = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def play(cast: list[str], random: Random, *worlds: World) -> Stage:
    stage = Stage(*worlds)
    stage.schedule.run([PLAYS[role](stage, random) for role in ["reads", "reads", *cast]], random)
    stage.read()
    return stage


@pytest.fixture
def processes(redis_client: Redis) -> list[World]:
    return [redis_world(redis_client) for _ in range(2)]


class TestInterleavings:
    @given(cast=CASTS, seed=st.integers(min_value=0))
    @RANDOMLY
    def test_nobody_reads_what_was_there_before_a_commit(
        self, world: World, cast: list[str], seed: int
    ) -> None:
        stage = play(cast, Random(seed), World(world.store, world.raw))

        assert stage.stale == []

    @given(cast=CASTS, seed=st.integers(min_value=0))
    @RANDOMLY
    def test_nor_does_anybody_in_another_process(
        self, processes: list[World], cast: list[str], seed: int
    ) -> None:
        worlds = [World(process.store, process.raw) for process in processes]

        stage = play(cast, Random(seed), *worlds)

        assert stage.stale == []


class CarelessStore(PlainStore):
    """Fills without looking whether the lease and the groups are still the same, as a plain cache does."""

    def fill(self, entry: Entry, lease: Lease, fill: Fill) -> bool:
        self._cache.set(entry.value, fill.value)
        self._cache.set(entry.guard, filled_guard(fill.value, lease.stamps))
        return True


class EagerStore(PlainStore):
    """Takes everybody's fence down with the first writer's."""

    def end(self, plan: object, writer: str) -> None:
        self._fences._fences.clear()


class TestTheModel:
    @pytest.mark.parametrize(
        ("store", "cast"),
        [
            (CarelessStore, ["writes the key"]),
            (EagerStore, ["writes the key", "commits late"]),
        ],
    )
    def test_finds_what_a_weaker_protocol_lets_through(
        self, store: type[PlainStore], cast: list[str]
    ) -> None:
        stale = []
        for seed in range(300):
            backend = LocMemCache(an_id(), {"KEY_FUNCTION": raw_key})
            world = World(store(backend, Fences()), Backdoor(backend))
            stale += play(cast, Random(seed), world).stale

        assert stale
