"""bulk_lifecycle: live, back into trial mode, or to the end; against a sandbox, whose state is the judge."""

import pytest

from gateway import acting_as, bypassed, service_api_client
from portal_apps.bulk.operation import Change, Fault, Row, Unchanged
from portal_apps.bulk.operations.service_mode import ServiceMode
from tests.builders import a_service, a_template

KEPT = (
    "restricted",
    "active",
    "go_live_at",
    "permissions",
    "email_message_limit",
    "sms_message_limit",
    "letter_message_limit",
    "has_active_go_live_request",
)


def state_of(*services):
    with bypassed():
        facts = [service_api_client.get_service(service["id"])["data"] for service in services]
    return [{name: one[name] for name in KEPT} for one in facts]


class TestPlan:
    """Without an API."""

    @pytest.fixture
    def planned(self, api):
        def plan(service, *templates, live=True):
            path = f"/service/{service['id']}"
            api.answers("GET", path, {"data": service})
            api.answers("GET", f"{path}/users", {"data": []})
            api.answers("GET", f"{path}/template", {"data": list(templates)})
            api.answers("GET", f"{path}/email-reply-to", [])
            api.answers("GET", f"{path}/sms-sender", [])
            operation, row = ServiceMode(live=live), Row(2, {"service_id": service["id"]})
            return operation.plan(row, operation.read_many([row])[0])

        return plan

    def test_says_what_a_service_is_not_ready_for(self, planned):
        change = planned(a_service(restricted=True, confirmed_unique=True, volume_email=5))

        assert change.note.startswith("Not ready: Add a team member who can manage settings; Add templates")
        assert "Confirm that your service is unique" not in change.note

    def test_switches_emails_off_for_a_service_that_sends_none(self, planned):
        facts = {"restricted": True, "permissions": ["email", "sms"]}

        without = planned(a_service(**facts))
        with_template = planned(a_service(**facts), a_template(template_type="email"))

        assert without.after["permissions"] == ["sms"]
        assert "permissions" not in with_template.after

    def test_takes_the_moment_of_going_live_away_with_it(self, planned):
        change = planned(a_service(sms_message_limit=7), live=False)

        assert change.before == {
            "restricted": False,
            "go_live_at": "2026-02-01 10:00:00.000000",
            "email_message_limit": 250_000,
            "sms_message_limit": 7,
            "letter_message_limit": 20_000,
        }

    @pytest.mark.parametrize("live", [True, False])
    def test_leaves_a_service_that_is_there_already(self, planned, live):
        assert planned(a_service(restricted=not live), live=live) == Unchanged()

    def test_cannot_bring_an_archived_service_back(self, planned):
        assert planned(a_service(active=False)) == Fault("The service is archived")


class TestUndo:
    def test_is_one_call_that_gives_own_limits_back(self, api):
        service = a_service()
        api.answers("POST", f"/service/{service['id']}", {"data": service})
        change = Change(
            {"restricted": False, "sms_message_limit": 7, "go_live_at": "2026-02-01 10:00:00.000000"},
            {"restricted": True, "sms_message_limit": 50, "go_live_at": None},
        )

        ServiceMode(live=False).undo(Row(2, {"service_id": service["id"]}), change)

        (asked,) = api.asked
        assert asked.body == {
            "created_by": None,
            "restricted": False,
            "go_live_at": "2026-02-01 10:00:00.000000",
            "has_active_go_live_request": False,
            "email_message_limit": 50,
            "sms_message_limit": 7,
            "letter_message_limit": 50,
        }


class TestAudit:
    def test_says_who_put_it_where_from_where(self, api):
        api.answers("POST", "/events", {"data": {}}, status=201)
        change = Change({"restricted": True}, {"restricted": False})
        row = Row(2, {"service_id": "some service"})

        with acting_as("ada"):
            ServiceMode(live=True).audit(row, change)
            ServiceMode(live=True).audit(row, change.reversed)

        facts = {"service_id": "some service", "updated_by_id": "ada"}
        assert [event.body["data"] for event in api.asked] == [
            {"original_status": "trial", "new_status": "live", **facts},
            {"original_status": "live", "new_status": "trial", **facts},
        ]

    def test_a_request_to_go_live_is_a_status_of_its_own(self, api):
        api.answers("POST", "/events", {"data": {}}, status=201)
        asks = "has_active_go_live_request"
        change = Change({"restricted": True, asks: True}, {"restricted": False, asks: False})
        row = Row(2, {"service_id": "some service"})

        with acting_as("ada"):
            ServiceMode(live=True).audit(row, change)
            ServiceMode(live=True).audit(row, change.reversed)

        assert [
            (event.body["data"]["original_status"], event.body["data"]["new_status"]) for event in api.asked
        ] == [("requested", "live"), ("live", "requested")]


class TestLiveAndTrial:
    @pytest.mark.parametrize(("mode", "restricted"), [("live", False), ("trial", True)])
    def test_does_it_once_and_takes_it_back(self, sandbox, at_sandbox, table, mode, restricted):
        services = [sandbox.service("library_loans"), sandbox.service("outpatients")]
        file = table("service_id,reason", *(f"{service['id']},asked for" for service in services))
        arguments = ("bulk_lifecycle", "--file", file, "--to", mode)

        planned = at_sandbox(*arguments)
        before = state_of(*services)
        applied = at_sandbox(*arguments, apply=True)
        after = state_of(*services)
        again = at_sandbox(*arguments, apply=True)
        undone = at_sandbox("bulk_undo", applied.name, apply=True)

        assert sorted(planned.states) == ["planned", "unchanged"]
        assert sorted(applied.states) == ["done", "unchanged"]
        assert [facts["restricted"] for facts in after] == [restricted] * 2
        assert again.states == ["unchanged"] * 2
        assert (applied.status, undone.status) == (0, 0)
        assert state_of(*services) == before

    def test_skips_what_is_not_ready_if_told_to(self, sandbox, at_sandbox, table):
        file = table("service_id", sandbox.service("library_loans")["id"])

        ended = at_sandbox("bulk_lifecycle", "--file", file, "--to", "live", "--only-ready")

        assert ended.states == ["skipped"]
        assert ended.rows[0]["reason"].startswith("Not ready: ")


class TestArchive:
    def test_needs_the_digest_of_the_plan_and_a_second_word(self, sandbox, at_sandbox, table):
        service = sandbox.service("patient_feedback")
        file = table("service_id", service["id"])
        arguments = ("bulk_lifecycle", "--file", file, "--to", "archive")

        planned = at_sandbox(*arguments)
        refused = [
            at_sandbox(*arguments, apply=True),
            at_sandbox(*arguments, "--yes-archive", apply=True),
            at_sandbox(*arguments, "--expect", planned.digest, apply=True),
        ]

        assert [ended.status for ended in refused] == [2, 2, 2]
        assert planned.rows[0]["reason"].startswith("Members: ")
        assert state_of(service)[0]["active"]

    def test_is_for_good(self, sandbox, at_sandbox, table):
        service = sandbox.service("boat_licences")
        file = table("service_id", service["id"])
        arguments = ("bulk_lifecycle", "--file", file, "--to", "archive")
        digest = at_sandbox(*arguments).digest

        applied = at_sandbox(*arguments, "--yes-archive", "--expect", digest, apply=True)
        again = at_sandbox(*arguments)
        undone = at_sandbox("bulk_undo", applied.name, apply=True)

        assert applied.states == ["done"]
        assert again.states == ["unchanged"]
        assert not state_of(service)[0]["active"]
        assert undone.status == 2


class TestInput:
    @pytest.mark.parametrize(
        ("lines", "arguments", "complaint"),
        [
            (["service_id", "x"], ["--to", "live"], "row 2, service_id: is not an id"),
            (["service", "x"], ["--to", "live"], "There is no column 'service'; is it 'service_id'?"),
            (["service_id"], ["--to", "trial", "--only-ready"], "--only-ready is for --to live"),
        ],
    )
    def test_says_what_is_wrong(self, run, folder, table, lines, arguments, complaint):
        ended = run("bulk_lifecycle", "--file", table(*lines), *arguments)

        assert ended.status == 2
        assert complaint in ended.messages
