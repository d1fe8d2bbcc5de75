"""inbound_numbers_assign: what it refuses, without an API; what becomes of it, against a sandbox."""

import pytest

from gateway import acting_as, bypassed, inbound_number_client, service_api_client
from portal_apps.bulk.operation import Change, Fault, Row, Unchanged
from portal_apps.bulk.operations.inbound_numbers import InboundNumbers
from tests.builders import a_service

OPERATION = InboundNumbers()
ROW = Row(2, {"service_id": "some service", "number": "447700900123"})


def a_number(**facts):
    return {"id": "number 1", "number": "07700900123", "active": True, "service": None} | facts


def verdict(number=None, **facts):
    numbers = {"447700900123": number} if number else {}
    state = {"active": True, "inbound_sms": False, "inbound_number_id": None, "numbers": numbers} | facts
    return OPERATION.plan(ROW, state)


class TestPlan:
    def test_is_the_number_and_the_feature(self):
        assert verdict(a_number()) == Change(
            {"inbound_number_id": None, "inbound_sms": False},
            {"inbound_number_id": "number 1", "inbound_sms": True},
        )

    def test_is_what_is_missing(self):
        own = a_number(service={"id": "some service"})

        assert verdict(own, inbound_number_id="number 1").after == {"inbound_sms": True}
        assert verdict(own, inbound_number_id="number 1", inbound_sms=True) == Unchanged()

    @pytest.mark.parametrize(
        ("number", "facts", "reason"),
        [
            (a_number(), {"active": False}, "The service is archived"),
            (None, {}, "There is no such number"),
            (a_number(), {"inbound_number_id": "number 2"}, "The service has another number already"),
            (a_number(active=False), {}, "Nobody can have this number any more"),
            (a_number(service={"id": "another"}), {}, "Another service has this number"),
        ],
    )
    def test_says_why_a_service_cannot_have_it(self, number, facts, reason):
        assert verdict(number, **facts) == Fault(reason)


class TestUndo:
    def test_leaves_the_feature_on_where_it_was(self, api):
        service = a_service(permissions=["sms"])
        path = f"/service/{service['id']}"
        api.answers("GET", path, {"data": service})
        api.answers("GET", f"/inbound-number{path}", {"data": a_number()})
        api.answers("POST", f"{path}/inbound-sms/remove", {})
        api.answers("POST", path, {"data": service})

        change = Change({"inbound_number_id": None}, {"inbound_number_id": "number 1"})
        OPERATION.undo(Row(2, {"service_id": service["id"], "number": "447700900123"}), change)

        assert api.writes == [("POST", f"{path}/inbound-sms/remove"), ("POST", path)]
        assert api.asked[-1].body["permissions"] == ["sms", "inbound_sms"]


class TestAudit:
    def test_has_the_event_of_the_page_and_none_for_the_way_back(self, api):
        api.answers("POST", "/events", {"data": {}}, status=201)
        change = verdict(a_number())

        with acting_as("ada"):
            OPERATION.audit(ROW, change)
            OPERATION.audit(ROW, change.reversed)

        (event,) = api.asked
        assert event.body["data"] == {
            "user_id": "ada",
            "service_id": "some service",
            "inbound_number_id": "number 1",
        }


def has(service):
    """Whether it receives texts, and on which number."""
    with bypassed():
        facts = service_api_client.get_service(service["id"])["data"]
        own = inbound_number_client.get_inbound_sms_number_for_service(service["id"])["data"]
    return "inbound_sms" in facts["permissions"], own.get("number")


class TestCommand:
    def test_gives_numbers_once_and_takes_them_back(self, sandbox, at_sandbox, table):
        service = sandbox.service("library_loans")
        before = has(service)
        number = inbound_number_client.get_available_inbound_sms_numbers()["data"][0]["number"]
        arguments = (
            "inbound_numbers_assign",
            "--file",
            table("service_id,number", f"{service['id']},{number}"),
        )

        planned = at_sandbox(*arguments)
        between = has(service)
        applied = at_sandbox(*arguments, apply=True)
        after = has(service)
        again = at_sandbox(*arguments, apply=True)
        undone = at_sandbox("bulk_undo", applied.name, apply=True)

        assert (planned.states, between) == (["planned"], before)
        assert (applied.states, after) == (["done"], (True, number))
        assert again.states == ["unchanged"]
        assert undone.status == 0
        assert has(service) == before

    def test_says_everything_that_is_bad_in_the_file(self, sandbox, at_sandbox, table):
        ids = [sandbox.service(key)["id"] for key in ("library_loans", "outpatients")]
        rows = [f"{ids[0]},07700 900123", f"{ids[1]},+44 7700 900123", "x,y"]

        ended = at_sandbox("inbound_numbers_assign", "--file", table("service_id,number", *rows))

        assert ended.status == 2
        assert "row 3, number: is in row 2 already" in ended.messages
        assert "row 4, service_id: is not an id" in ended.messages
        assert "row 4, number: is not a number" in ended.messages
