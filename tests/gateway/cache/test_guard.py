"""What the protocol promises on any store, with nobody else about."""

from datetime import date
from uuid import UUID

import pytest

from gateway.cache import memo
from gateway.cache.families import Key
from gateway.cache.metrics import Event
from gateway.cache.settings import Limits
from gateway.errors import BadRequest, NotFound, Unavailable
from tests.gateway.cache.support import World, an_id


class TestRead:
    def test_asks_the_api_once(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = {"name": "Passports"}

        answers = [world.client.get_service(service_id) for _ in range(3)]

        assert answers == [{"name": "Passports"}] * 3
        assert world.api.reads == 1
        assert world.counted(Event.MISS) == 1
        assert world.counted(Event.HIT) == 2

    @pytest.mark.parametrize("answer", [False, None, [], {}, 0, ""])
    def test_keeps_answers_that_are_empty(self, world: World, answer: object) -> None:
        service_id = an_id()
        world.api.values[service_id] = answer

        answers = [world.client.get_service(service_id) for _ in range(2)]

        assert answers == [answer, answer]
        assert world.api.reads == 1

    def test_a_hit_equals_a_miss(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = {
            1: ("a", "b"),
            "sets": {"b", "a"},
            "day": date(2030, 1, 2),
            "id": UUID(int=7),
            None: 1.5,
        }

        miss = world.client.get_service(service_id)
        hit = world.client.get_service(service_id)

        assert miss == {
            "1": ["a", "b"],
            "sets": ["a", "b"],
            "day": "2030-01-02",
            "id": "00000000-0000-0000-0000-000000000007",
            "null": 1.5,
        }
        assert hit == miss
        assert world.api.reads == 1

    def test_changing_an_answer_changes_nobody_elses(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = {"permissions": ["email"]}

        with memo.scope():
            world.client.get_service(service_id)["permissions"].append("sms")

            assert world.client.get_service(service_id) == {"permissions": ["email"]}
        assert world.client.get_service(service_id) == {"permissions": ["email"]}

    def test_an_error_is_raised_and_not_kept(self, world: World) -> None:
        service_id = an_id()
        world.api.read_error = NotFound(None)

        with pytest.raises(NotFound):
            world.client.get_service(service_id)
        world.api.read_error = None
        world.api.values[service_id] = {"name": "Passports"}

        assert world.client.get_service(service_id) == {"name": "Passports"}
        assert world.client.get_service(service_id) == {"name": "Passports"}
        assert world.api.reads == 2
        assert world.counted(Event.LEASE_WAIT) == 0

    def test_an_answer_that_json_cannot_hold_is_an_error_each_time(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = {"thing": object()}

        for _ in range(2):
            with pytest.raises(TypeError):
                world.client.get_service(service_id)

        assert world.counted(Event.LEASE_WAIT) == 0

    def test_the_value_lies_under_the_raw_key_as_plain_json(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = {"name": "Füße"}

        world.client.get_service(service_id)

        assert world.raw.get(f"service-{service_id}") == '{"name":"Füße"}'.encode()

    def test_one_spelling_of_an_id_finds_what_another_stored(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = {"name": "Passports"}

        world.client.get_service(service_id)

        assert world.client.get_service(service_id.upper()) == {"name": "Passports"}
        assert world.client.get_service(UUID(service_id)) == {"name": "Passports"}
        assert world.api.reads == 1


class TestWrite:
    def test_the_next_read_sees_the_new_value(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"
        world.client.get_service(service_id)

        world.client.update_service(service_id, "new")

        assert world.client.get_service(service_id) == "new"
        assert world.client.get_service(service_id) == "new"
        assert world.api.reads == 2

    def test_what_it_does_not_name_stays(self, world: World) -> None:
        service_id, other_id = an_id(), an_id()
        for id_ in (service_id, other_id):
            world.client.get_service(id_)

        world.client.update_service(service_id, "new")

        world.client.get_service(other_id)
        assert world.api.reads == 2

    def test_a_pattern_reaches_every_key_it_covers_and_no_other(self, world: World) -> None:
        service_id, template_id, other_template_id = an_id(), an_id(), an_id()
        world.client.get_service_template(service_id, template_id)
        world.client.get_service_template(service_id, template_id, 3)
        world.client.get_service_template(service_id, other_template_id)
        reads = world.api.reads

        world.client.update_service_template(service_id, template_id, "new")

        assert world.client.get_service_template(service_id, template_id) == "new"
        assert world.client.get_service_template(service_id, template_id, version=3) == "new"
        assert world.client.get_service_template(service_id, other_template_id) is None
        assert world.api.reads == reads + 2

    def test_a_wider_pattern_reaches_the_keys_of_a_narrower_one(self, world: World) -> None:
        service_id, template_id = an_id(), an_id()
        world.client.get_service_template(service_id, template_id)
        world.client.get_service_templates(service_id)

        world.client.archive_service(service_id)

        world.client.get_service_template(service_id, template_id)
        world.client.get_service_templates(service_id)
        assert world.api.reads == 4

    def test_a_definite_refusal_reopens_the_key(self, world: World) -> None:
        service_id = an_id()
        world.api.lost_answer = BadRequest(None)

        with pytest.raises(BadRequest):
            world.client.update_service(service_id, "new")
        world.client.get_service(service_id)
        world.client.get_service(service_id)

        assert world.api.reads == 1
        assert world.counted(Event.UNCERTAIN_WRITE) == 0

    def test_an_end_that_fails_is_tried_again(self, world: World) -> None:
        service_id = an_id()
        world.fail_once("end")

        world.client.update_service(service_id, "new")

        world.client.get_service(service_id)
        world.client.get_service(service_id)
        assert world.counted(Event.END_ERROR) == 0
        assert world.counted(Event.HIT) == 1

    def test_an_unknown_outcome_keeps_the_key_closed(self, world: World) -> None:
        service_id = an_id()
        world.api.values[service_id] = "old"
        world.client.get_service(service_id)

        with pytest.raises(Unavailable):
            world.client.update_service_slowly(service_id)

        assert [world.client.get_service(service_id) for _ in range(2)] == ["old", "old"]
        assert world.api.reads == 3
        assert world.counted(Event.UNCERTAIN_WRITE) == 1
        assert world.counted(Event.FENCED_READ) == 2


class TestTtl:
    def test_an_answer_may_decide_not_to_be_kept(self, world: World) -> None:
        reads = []

        def read() -> str:
            reads.append("read")
            return "incomplete"

        entry = world.entry_lasting(lambda answer: None if answer == "incomplete" else 60)
        answers = [world.guard.read(entry, read) for _ in range(2)]

        assert answers == ["incomplete", "incomplete"]
        assert len(reads) == 2
        assert world.counted(Event.LEASE_WAIT) == 0

    def test_an_answer_that_lasts_is_kept(self, world: World) -> None:
        reads = []

        def read() -> str:
            reads.append("read")
            return "complete"

        entry = world.entry_lasting(lambda answer: 60)
        answers = [world.guard.read(entry, read) for _ in range(2)]

        assert answers == ["complete", "complete"]
        assert len(reads) == 1

    def test_a_page_does_not_remember_what_may_not_be_kept(self, world: World) -> None:
        reads = []

        def read() -> str:
            reads.append("read")
            return "incomplete"

        entry = world.entry_lasting(lambda answer: 0)
        with memo.scope():
            for _ in range(2):
                world.guard.read(entry, read)

        assert len(reads) == 2

    @pytest.mark.parametrize(("shared", "asked"), [(True, 1), (False, 2)])
    def test_what_the_api_cannot_delete_lasts_for_less(self, world: World, shared: bool, asked: int) -> None:
        world.limits = Limits(shared_redis=shared)
        reads = []
        entry = world.entry_of(Key("thing-{thing_id}", ttl=60, api_deletes=True, ttl_unshared=0))

        for _ in range(2):
            world.guard.read(entry, lambda: reads.append("read"))

        assert len(reads) == asked
