"""What a page remembers, takes in advance and clears, on both stores."""

import pytest

from gateway.cache import keys, memo
from gateway.cache.metrics import Event
from gateway.errors import Unavailable
from tests.gateway.cache.support import World, an_id


class TestMemo:
    def test_a_page_asks_the_store_once(self, world: World) -> None:
        service_id = an_id()
        world.client.get_service(service_id)

        with memo.scope():
            for _ in range(3):
                world.client.get_service(service_id)

        assert world.counted(Event.HIT) == 1

    def test_without_a_scope_nothing_is_remembered(self, world: World) -> None:
        service_id = an_id()

        for _ in range(3):
            world.client.get_service(service_id)

        assert world.counted(Event.HIT) == 2

    def test_a_write_makes_the_page_ask_again(self, world: World) -> None:
        service_id, other_id = an_id(), an_id()
        with memo.scope():
            world.client.get_service(service_id)
            world.client.get_service(other_id)

            world.client.update_service(service_id, "new")

            assert world.client.get_service(service_id) == "new"
            world.client.get_service(other_id)
        assert world.counted(Event.HIT) == 1

    def test_what_was_read_before_a_write_is_not_remembered_in_it(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "before"
        with memo.scope():
            world.client.get_service(service_id)

            with world.writing(keys.SERVICE.fill(service_id=service_id)):
                world.api.values[service_id] = "first step"

                assert world.client.get_service(service_id) == "first step"

    def test_what_was_read_during_a_write_is_not_remembered_after_it(self, world: World) -> None:
        service_id = an_id()
        with memo.scope():
            with world.writing(keys.SERVICE.fill(service_id=service_id)):
                world.client.get_service(service_id)
                world.api.values[service_id] = "after"

            assert world.client.get_service(service_id) == "after"


class TestPrefetch:
    def test_takes_what_is_kept_into_the_memo(self, world: World) -> None:
        service_id, template_id = an_id(), an_id()
        world.client.get_service(service_id)
        world.client.get_service_template(service_id, template_id)
        reads = world.api.reads

        with memo.scope():
            world.prefetch(service_id, template_id)
            hits = world.counted(Event.HIT)
            world.client.get_service(service_id)
            world.client.get_service_template(service_id, template_id)

        assert world.api.reads == reads
        assert hits == 2
        assert world.counted(Event.HIT) == hits

    def test_leaves_what_is_not_kept_to_its_reader(self, world: World) -> None:
        service_id, template_id = an_id(), an_id()
        world.api.values[service_id] = "value"
        with memo.scope():
            world.prefetch(service_id, template_id)

            assert world.client.get_service(service_id) == "value"

    def test_does_not_take_a_foreign_value(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "ours"
        world.client.get_service(service_id)
        world.raw.set(f"service-{service_id}", b'"theirs"')

        with memo.scope():
            world.prefetch(service_id, an_id())

            assert world.client.get_service(service_id) == "ours"

    def test_says_whether_all_of_it_was_kept(self, world: World) -> None:
        service_id, template_id = an_id(), an_id()
        world.client.get_service(service_id)

        with memo.scope():
            assert not world.prefetch(service_id, template_id)
            world.client.get_service_template(service_id, template_id)
            assert world.prefetch(service_id, template_id)
        with memo.scope():
            assert world.prefetch(service_id, template_id)

    def test_outside_a_scope_it_asks_for_nothing(self, world: World) -> None:
        service_id = an_id()
        world.client.get_service(service_id)

        assert not world.prefetch(service_id, an_id())

        assert world.counted(Event.HIT) == 0


class TestForget:
    def test_empties_a_family(self, world: World) -> None:
        service_id = an_id()
        world.client.get_service(service_id)

        world.policy.clear(keys.SERVICE)

        world.client.get_service(service_id)
        assert world.api.reads == 2

    def test_a_write_in_flight_stays_protected(self, world: World) -> None:
        service_id = an_id()
        with pytest.raises(Unavailable):
            world.client.update_service_slowly(service_id)

        world.policy.clear(keys.SERVICE)

        for _ in range(2):
            world.client.get_service(service_id)
        assert world.api.reads == 2
