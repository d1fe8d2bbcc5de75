"""api_keys_audit: which keys it finds, and what becomes of them."""

import pytest

from gateway import acting_as, api_key_api_client, bypassed
from portal_apps.bulk.operation import Change, Row, Skip, Unchanged
from portal_apps.bulk.operations.api_keys import MOST_PAGES, PAGE_SIZE, REVOKED, TRIAL, UnneededKeys
from tests.builders import a_service, an_id

OLD, NEW = "2026-01-05T09:00:00.000000Z", "2999-01-05T09:00:00.000000Z"


def an_api_key(**facts):
    """A live key in use, as GET /service/{id}/api-keys has it."""
    return {
        "id": an_id(),
        "name": "Boats",
        "key_type": "normal",
        "created_by": an_id(),
        "created_at": OLD,
        "updated_at": None,
        "expiry_date": None,
        "version": 1,
    } | facts


@pytest.fixture
def planned(api):
    """`planned(keys=[...], messages=[...])`: what is done about a service with these."""

    def plan(keys, used=(), kept=30, days=30, **facts):
        service = a_service(**facts)
        path = f"/service/{service['id']}"
        retention = [
            {"id": channel, "notification_type": channel, "days_of_retention": kept}
            for channel in ("email", "sms", "letter")
        ]
        api.answers("GET", path, {"data": service})
        api.answers("GET", f"{path}/api-keys", {"apiKeys": keys})
        api.answers("GET", f"{path}/data-retention", retention)
        messages = [{"api_key": key["id"]} for key in used]
        api.answers("GET", f"{path}/notifications", {"notifications": messages, "links": {}})
        operation, row = UnneededKeys(days), Row(1, {"service_id": service["id"]})
        return operation.plan(row, operation.read(row))

    return plan


class TestPlan:
    def test_finds_what_made_no_message(self, planned):
        used, unused = an_api_key(), an_api_key(name="Ferries", key_type="team")

        change = planned([used, unused], used=[used])

        facts = {"name": "Ferries", "type": "team", "created_at": OLD, "why": ["unused for 30 days"]}
        assert change == Change({unused["id"]: facts}, {unused["id"]: REVOKED})

    def test_finds_live_keys_of_trial_services_also_when_they_are_used(self, planned):
        live, team = an_api_key(), an_api_key(key_type="team")

        change = planned([live, team], used=[live, team], restricted=True)

        assert [facts["why"] for facts in change.before.values()] == [[TRIAL]]
        assert list(change.after) == [live["id"]]

    def test_leaves_new_and_revoked_keys(self, planned, api):
        new, revoked = an_api_key(created_at=NEW), an_api_key(expiry_date=OLD)

        assert planned([new, revoked]) == Unchanged()
        assert not [one for one in api.asked if one.path.endswith("/notifications")]

    def test_calls_nothing_unused_that_it_cannot_see(self, planned):
        verdict = planned([an_api_key()], kept=7)

        assert verdict == Skip("1 key not used in the 7 days that are kept: of before, nobody can tell")

    def test_looks_through_no_end_of_messages(self, planned, api):
        used, unused = an_api_key(), an_api_key()

        verdict = planned([used, unused], used=[used] * PAGE_SIZE)

        assert verdict == Skip("1 key not used in the newest 10,000 messages: of before, nobody can tell")
        asked = [one.query["page"] for one in api.asked if one.path.endswith("/notifications")]
        assert asked == [[str(number)] for number in range(1, MOST_PAGES + 1)]


class TestAuditTrail:
    def test_names_each_key(self, api):
        api.answers("POST", "/events", {"data": {}}, status=201)
        facts = {"name": "Ferries", "type": "team", "created_at": OLD, "why": [TRIAL]}

        with acting_as("admin"):
            UnneededKeys(7).audit(Row(1, {"service_id": "s"}), Change({"k": facts}, {"k": REVOKED}))

        (event,) = api.asked_to("POST", "/events")
        assert event.body == {
            "event_type": "revoke_api_key",
            "data": {
                "service_id": "s",
                "api_key_name": "Ferries",
                "api_key_type": "team",
                "updated_by_id": "admin",
            },
        }


class TestWithSandbox:
    @pytest.fixture
    def library(self, sandbox, at_sandbox):
        """A service in trial mode with a live key that nobody could make on a page; the ids of the two."""
        service_id = str(sandbox.service("library_loans")["id"])
        admin = sandbox.person("platform_admin")["id"]
        with acting_as(admin):
            api_key_api_client.create_api_key(service_id, "Left over", "normal")
        return service_id, self.key(service_id)["id"]

    def key(self, service_id):
        with bypassed():
            keys = api_key_api_client.get_api_keys(service_id)["apiKeys"]
        return next(key for key in keys if key["name"] == "Left over")

    def test_only_looks_unless_it_is_told_twice(self, at_sandbox, library):
        service_id, key_id = library
        names = ("api_keys_audit", "--select", "name=library")

        found = at_sandbox(*names)
        unasked = at_sandbox(*names, apply=True)
        unseen = at_sandbox(*names, "--revoke", apply=True)
        before = self.key(service_id)["expiry_date"]
        done = at_sandbox(*names, "--revoke", "--expect", found.digest, apply=True)
        again = at_sandbox(*names)

        assert found.rows[0]["before"][key_id]["why"] == [TRIAL]
        assert (unasked.status, unseen.status, before) == (2, 2, None)
        assert (done.status, done.states) == (0, ["done"])
        assert self.key(service_id)["expiry_date"]
        assert key_id not in again.out
        assert at_sandbox("bulk_undo", "latest").status == 2

    def test_looks_at_every_service(self, at_sandbox, sandbox):
        ended = at_sandbox("api_keys_audit", "--unused", "7")

        assert ended.status == 0
        assert {"unchanged", "planned"} <= set(ended.states)
