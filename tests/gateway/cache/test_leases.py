from django.core.cache.backends.locmem import LocMemCache

from gateway.cache import keys
from gateway.cache.leases import Leases
from gateway.cache.metrics import Counters, Event
from gateway.cache.registry import Entry
from gateway.cache.states import Lease
from gateway.cache.stores import raw_key
from gateway.cache.stores.base import Claim, FilledMeanwhile
from gateway.cache.stores.plain import Fences, PlainStore
from tests.gateway.cache.support import World, an_id, plain_world

NOTHING_YET = (None, None)


class RestlessStore(PlainStore):
    """Somebody else writes over the value before every claim."""

    def __init__(self, cache: LocMemCache, fences: Fences) -> None:
        super().__init__(cache, fences)
        self.refuted: list[bytes] = []

    def acquire(self, entry: Entry, claim: Claim) -> FilledMeanwhile:
        self.refuted.append(claim.refuted)
        return FilledMeanwhile(b"theirs", f"V{len(self.refuted)};".encode())


def entry_of(service_id: str) -> Entry:
    return keys.REGISTRY.entry(keys.SERVICE.fill(service_id=service_id))


class TestClaim:
    def test_nobody_there_gives_a_lease(self, world: World) -> None:
        lease = Leases(world.counters).claim(world.store, entry_of(an_id()), NOTHING_YET, 10, 20)

        assert isinstance(lease, Lease)

    def test_what_was_filled_since_the_look_is_the_answer(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "value"
        world.client.get_service(service_id)

        found = Leases(world.counters).claim(world.store, entry_of(service_id), NOTHING_YET, 10, 20)

        assert found == b'"value"'

    def test_what_somebody_else_wrote_over_it_since_the_look_is_not(self, world: World) -> None:
        service_id = an_id()
        world.client.get_service(service_id)
        world.raw.set(f"service-{service_id}", b'"theirs"')

        found = Leases(world.counters).claim(world.store, entry_of(service_id), NOTHING_YET, 10, 20)

        assert isinstance(found, Lease)

    def test_a_foreign_writer_who_never_stops_is_left_alone(self) -> None:
        store = RestlessStore(LocMemCache(an_id(), {"KEY_FUNCTION": raw_key}), Fences())

        found = Leases(Counters()).claim(store, entry_of(an_id()), NOTHING_YET, 10, 20)

        assert found is None
        assert store.refuted == [b"", b"V1;", b"V2;"]

    def test_patience_ends_with_the_time_of_a_lease(self) -> None:
        world, service_id, pauses = plain_world(), an_id(), []
        world.raw.set(f"guard:service-{service_id}", b"L0;")
        leases = Leases(Counters(), pauses.append, lambda: sum(pauses))

        found = leases.claim(world.store, entry_of(service_id), (None, b"L0;"), 10, 20)

        assert found is None
        assert 20 <= sum(pauses) < 20.2

    def test_pauses_grow_up_to_a_limit(self) -> None:
        world, service_id, pauses = plain_world(), an_id(), []
        world.raw.set(f"guard:service-{service_id}", b"L0;")
        leases = Leases(Counters(), pauses.append, lambda: sum(pauses))

        leases.claim(world.store, entry_of(service_id), (None, b"L0;"), 1, 20)

        assert pauses[0] == 0.002
        assert max(pauses) == 0.05

    def test_a_fence_found_by_the_claim_counts_as_a_fenced_read(self, world: World) -> None:
        service_id = an_id()
        world.write_without_answer(service_id)

        found = Leases(world.counters).claim(world.store, entry_of(service_id), NOTHING_YET, 10, 20)

        assert found is None
        assert world.counted(Event.FENCED_READ) == 1

    def test_a_fenced_group_found_by_the_claim_gives_no_lease(self, world: World) -> None:
        service_id, template_id = an_id(), an_id()
        entry = keys.REGISTRY.entry(
            keys.SERVICE_TEMPLATE_VERSION.fill(service_id=service_id, template_id=template_id)
        )

        with world.writing(keys.ANY_SERVICE_TEMPLATE.fill(service_id=service_id)):
            found = Leases(world.counters).claim(world.store, entry, (None, None, None, None, None), 10, 20)

        assert found is None
        assert world.counted(Event.FENCED_READ) == 1
