"""The interleavings that leave other caches stale, played step by step on both stores."""

from contextvars import copy_context

import pytest

from gateway.cache import keys, memo
from gateway.cache.metrics import Event
from gateway.errors import Unavailable
from tests.gateway.cache.support import Gate, World, an_id, in_thread


class TestSlowReader:
    def test_cannot_fill_after_a_write(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"

        with (
            world.api.holding("after_read") as gate,
            in_thread(lambda: world.client.get_service(service_id)) as reader,
        ):
            gate.wait_until_reached()
            world.client.update_service(service_id, "new")
            gate.open()
        late = reader.result()

        assert late == "old"
        assert world.client.get_service(service_id) == "new"
        assert world.counted(Event.FILL_REFUSED) == 1

    def test_cannot_fill_after_a_pattern_was_invalidated(self, world: World) -> None:
        service_id, template_id = an_id(), an_id()
        world.api.values[template_id] = "old"

        with (
            world.api.holding("after_read") as gate,
            in_thread(lambda: world.client.get_service_template(service_id, template_id, 2)) as reader,
        ):
            gate.wait_until_reached()
            world.client.update_service_template(service_id, template_id, "new")
            gate.open()
        reader.result()

        assert world.client.get_service_template(service_id, template_id, 2) == "new"
        assert world.counted(Event.FILL_REFUSED) == 1

    def test_cannot_fill_over_what_was_read_after_the_write(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"

        with world.api.holding("after_read") as gate, in_thread(lambda: world.client.get_service(service_id)):
            gate.wait_until_reached()
            world.api.after_read = None
            world.client.update_service(service_id, "new")
            world.client.get_service(service_id)
            gate.open()

        assert world.client.get_service(service_id) == "new"
        assert world.counted(Event.HIT) == 1

    def test_cannot_fill_with_a_lease_that_ran_out(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"

        with world.api.holding("after_read") as gate, in_thread(lambda: world.client.get_service(service_id)):
            gate.wait_until_reached()
            world.raw.delete(f"guard:service-{service_id}")
            gate.open()

        assert world.raw.get(f"service-{service_id}") is None
        assert world.counted(Event.FILL_REFUSED) == 1

    def test_does_not_bring_an_old_value_into_the_memo_it_shares_with_the_writer(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"

        with memo.scope(), world.api.holding("after_read") as gate:
            page = copy_context()
            with in_thread(lambda: page.run(world.client.get_service, service_id)):
                gate.wait_until_reached()
                world.client.update_service(service_id, "new")
                gate.open()

            assert world.client.get_service(service_id) == "new"


class TestReadDuringAWrite:
    @pytest.mark.parametrize(("place", "seen"), [("before_commit", "old"), ("after_commit", "new")])
    def test_goes_to_the_api_and_keeps_nothing(self, world: World, place: str, seen: str) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"
        world.client.get_service(service_id)

        with (
            world.api.holding(place) as gate,
            in_thread(lambda: world.client.update_service(service_id, "new")),
        ):
            gate.wait_until_reached()
            during = [world.client.get_service(service_id) for _ in range(2)]
            kept = world.raw.get(f"service-{service_id}")
            gate.open()

        assert during == [seen, seen]
        assert kept is None
        assert world.counted(Event.FENCED_READ) == 2
        assert world.client.get_service(service_id) == "new"

    def test_of_a_pattern_goes_to_the_api_and_keeps_nothing(self, world: World) -> None:
        service_id, template_id = an_id(), an_id()
        world.api.values[template_id] = "old"
        world.client.get_service_template(service_id, template_id)

        with (
            world.api.holding("before_commit") as gate,
            in_thread(lambda: world.client.update_service_template(service_id, template_id, "new")),
        ):
            gate.wait_until_reached()
            cold = world.client.get_service_template(service_id, template_id, 7)
            warm = world.client.get_service_template(service_id, template_id)
            gate.open()

        assert (cold, warm) == ("old", "old")
        assert world.client.get_service_template(service_id, template_id, 7) == "new"
        assert world.client.get_service_template(service_id, template_id) == "new"

    def test_stays_closed_until_the_last_of_two_writers_is_done(self, world: World) -> None:
        service_id = an_id()
        first, second = Gate(), Gate()

        world.api.before_commit = first
        with in_thread(lambda: world.client.update_service(service_id, "first")) as early:
            first.wait_until_reached()
            world.api.before_commit = second
            with in_thread(lambda: world.client.update_service(service_id, "second")):
                second.wait_until_reached()
                first.open()
                early.result()
                between = world.client.get_service(service_id)
                second.open()

        assert between == "first"
        assert world.counted(Event.FENCED_READ) == 1
        assert world.client.get_service(service_id) == "second"


class TestRawValue:
    def test_put_there_by_the_api_during_a_write_is_gone_after_it(self, world: World) -> None:
        service_id = an_id()

        with world.writing(keys.SERVICE.fill(service_id=service_id)):
            world.raw.set(f"service-{service_id}", b'"old"')

        assert world.raw.get(f"service-{service_id}") is None


class TestUncertainWrite:
    def test_a_commit_that_comes_late_is_seen(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"
        world.client.get_service(service_id)

        with pytest.raises(Unavailable):
            world.client.update_service_slowly(service_id)
        before_commit = world.client.get_service(service_id)
        world.api.values[service_id] = "new"

        assert before_commit == "old"
        assert world.client.get_service(service_id) == "new"

    def test_a_process_that_dies_after_the_commit_leaves_nothing_old(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"
        world.client.get_service(service_id)
        world.api.lost_answer = KeyboardInterrupt()

        with pytest.raises(KeyboardInterrupt):
            world.client.update_service(service_id, "new")

        assert world.client.get_service(service_id) == "new"
        assert world.raw.get(f"service-{service_id}") is None

    def test_a_later_write_does_not_reopen_the_key(self, world: World) -> None:
        service_id = an_id()
        with pytest.raises(Unavailable):
            world.client.update_service_slowly(service_id)

        world.client.update_service(service_id, "new")

        world.client.get_service(service_id)
        assert world.counted(Event.FENCED_READ) == 1

    def test_an_uncertain_step_inside_a_write_keeps_what_the_whole_names(self, world: World) -> None:
        service_id, template_id = an_id(), an_id()
        world.api.lost_answer = Unavailable(None)

        with (
            pytest.raises(Unavailable),
            world.writing(keys.SERVICE_TEMPLATES.fill(service_id=service_id)),
        ):
            world.client.update_service_template(service_id, template_id, "new")

        world.client.get_service_templates(service_id)
        assert world.counted(Event.FENCED_READ) == 1


class TestEviction:
    def test_of_a_guard_is_a_miss(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "value"
        world.client.get_service(service_id)

        world.raw.delete(f"guard:service-{service_id}")
        world.api.values[service_id] = "changed"

        assert world.client.get_service(service_id) == "changed"

    def test_of_a_group_guard_is_a_miss_for_every_key_of_the_group(self, world: World) -> None:
        service_id, template_id = an_id(), an_id()
        versions = [None, 1, 2]
        for version in versions:
            world.client.get_service_template(service_id, template_id, version)

        world.raw.delete(f"guard:service-{service_id}-template-{template_id}*")
        for version in versions:
            world.client.get_service_template(service_id, template_id, version)

        assert world.api.reads == 6

    def test_of_a_value_is_a_miss(self, world: World) -> None:
        service_id = an_id()
        world.client.get_service(service_id)

        world.raw.delete(f"service-{service_id}")
        world.client.get_service(service_id)
        world.client.get_service(service_id)

        assert world.api.reads == 2

    def test_of_a_group_guard_during_a_fill_refuses_it(self, world: World) -> None:
        service_id, template_id = an_id(), an_id()

        with (
            world.api.holding("after_read") as gate,
            in_thread(lambda: world.client.get_service_template(service_id, template_id)),
        ):
            gate.wait_until_reached()
            world.raw.delete(f"guard:service-{service_id}-template*")
            gate.open()

        assert world.counted(Event.FILL_REFUSED) == 1


class TestForeignValue:
    def test_written_over_ours_is_a_miss(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "ours"
        world.client.get_service(service_id)

        world.raw.set(f"service-{service_id}", b'"theirs"')

        assert world.client.get_service(service_id) == "ours"
        assert world.client.get_service(service_id) == "ours"
        assert world.api.reads == 2
        assert world.counted(Event.FOREIGN_VALUE) == 1

    def test_written_where_nothing_was_is_a_miss(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "ours"
        world.raw.set(f"service-{service_id}", b'"theirs"')

        assert world.client.get_service(service_id) == "ours"
        assert world.counted(Event.FOREIGN_VALUE) == 1

    def test_put_back_after_a_write_is_a_miss(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"
        world.client.get_service(service_id)
        old = world.raw.get(f"service-{service_id}")

        world.client.update_service(service_id, "new")
        world.raw.set(f"service-{service_id}", old)

        assert world.client.get_service(service_id) == "new"

    def test_written_during_a_fill_is_replaced_by_it(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "ours"

        with world.api.holding("after_read") as gate, in_thread(lambda: world.client.get_service(service_id)):
            gate.wait_until_reached()
            world.raw.set(f"service-{service_id}", b'"theirs"')
            gate.open()

        assert world.client.get_service(service_id) == "ours"
        assert world.api.reads == 1
