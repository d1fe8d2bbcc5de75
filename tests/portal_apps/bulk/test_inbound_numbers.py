"""inbound_numbers_assign, against a sandbox whose own state is the judge."""

import pytest

from gateway import acting_as, bypassed, inbound_number_client, service_api_client
from portal_apps.bulk.operation import Change, Row
from portal_apps.bulk.operations import inbound_numbers
from portal_apps.bulk.operations.inbound_numbers import InboundNumbers
from portal_apps.bulk.runs import runs


@pytest.fixture
def free(at_sandbox):
    """A number that nobody has."""
    return inbound_number_client.get_available_inbound_sms_numbers()["data"][0]["number"]


@pytest.fixture
def service(sandbox, at_sandbox):
    """Its id."""
    return str(sandbox.service("council_tax")["id"])


def standing(service_id):
    with bypassed():
        service = service_api_client.get_service(service_id)["data"]
        number = inbound_number_client.get_inbound_sms_number_for_service(service_id)["data"]
        senders = service_api_client.get_sms_senders(service_id)
    default = next(one["sms_sender"] for one in senders if one["is_default"])
    return number.get("number"), "inbound_sms" in service["permissions"], default


class TestAssign:
    def test_gives_the_number_once_and_takes_it_back(self, at_sandbox, service, free, table):
        file = table("service_id,number", f"{service},+44 {free[1:]}")
        before = standing(service)

        planned = at_sandbox("inbound_numbers_assign", "--file", file)
        untouched = standing(service)
        done = at_sandbox("inbound_numbers_assign", "--file", file, apply=True)
        given = standing(service)
        again = at_sandbox("inbound_numbers_assign", "--file", file, apply=True)
        undone = at_sandbox("bulk_undo", runs()[1].name, apply=True)

        assert (planned.states, done.states) == (["planned"], ["done"])
        assert (again.states, undone.states) == (["unchanged"], ["undone"])
        assert untouched == before
        assert given == (free, True, free)
        assert standing(service) == before

    def test_says_what_cannot_be_given(self, at_sandbox, sandbox, service, free, table):
        ids = {key: sandbox.service(key)["id"] for key in ("boat_licences", "flood_wardens", "moorings")}
        with bypassed():
            numbers = inbound_number_client.get_all_inbound_sms_number_service()["data"]
        taken = next(one["number"] for one in numbers if one["service"])
        ended_ones = next(one["number"] for one in numbers if not one["active"])
        file = table(
            "service_id,number",
            f"{ids['boat_licences']},{free}",
            f"{ids['flood_wardens']},{free}",
            f"{service},07700 900 000",
            f"{ids['moorings']},{taken}",
            f"{sandbox.service('outpatients')['id']},{ended_ones}",
        )

        ended = at_sandbox("inbound_numbers_assign", "--file", file)

        assert [row["reason"] for row in ended.rows] == [
            inbound_numbers.HAS_ANOTHER,
            inbound_numbers.ARCHIVED,
            inbound_numbers.NO_SUCH_NUMBER,
            inbound_numbers.TAKEN,
            inbound_numbers.NOT_IN_USE,
        ]

    def test_refuses_what_is_no_number(self, at_sandbox, service, table):
        ended = at_sandbox("inbound_numbers_assign", "--file", table("service_id,number", f"{service},BOATS"))

        assert ended.status == 2
        assert "row 2, number: is not a phone number" in ended.messages


class TestAuditTrail:
    def test_has_what_the_page_writes(self, api):
        api.answers("GET", "/inbound-number/service/s", {"data": {"id": "n", "number": "07700900123"}})
        api.answers("POST", "/events", {"data": {}}, status=201)

        with acting_as("admin"):
            InboundNumbers().audit(
                Row(2, {"service_id": "s"}), Change({"receives": False}, {"receives": True})
            )

        (event,) = api.asked_to("POST", "/events")
        facts = {"user_id": "admin", "service_id": "s", "inbound_number_id": "n"}
        assert event.body == {"event_type": "set_inbound_sms_on", "data": facts}
