"""Asking to join a team, and what an answer does."""

import pytest

HOST = "http://portal.example"


@pytest.fixture
def path(services):
    return f"/service/{services['moorings']}/service-join-request"


@pytest.fixture
def ask(api, people, path):
    """Asks for somebody; answers with the path of the request."""

    def asking(requester, reason=None):
        body = {
            "requester_id": people[requester]["id"],
            "contacted_user_ids": [people["manager"]["id"]],
            "invite_link_host": HOST,
            "reason": reason,
        }
        answer = api.post(path, body)
        return f"{path}/{answer.json()['service_join_request_id']}"

    return asking


@pytest.fixture
def decide(api, people):
    def deciding(request, status, **more):
        return api.post(request, {"status": status, "status_changed_by_id": people["manager"]["id"], **more})

    return deciding


class TestAsking:
    def test_tells_the_chosen_managers_and_the_asker(self, sandbox, people, ask):
        request = ask("viewer", "I run the desk")
        to_manager = sandbox.outbox(people["manager"]["email_address"])[0]
        to_asker = sandbox.outbox(people["viewer"]["email_address"])[0]

        assert "I run the desk" in to_manager["body"]
        assert to_manager["link"].startswith(f"{HOST}/services/")
        assert to_manager["link"].endswith(f"/join-request/{request.rpartition('/')[2]}/approve")
        assert to_asker["subject"] == "You have asked to join Moorings"

    def test_can_be_looked_up(self, api, people, services, ask):
        request = api.get(ask("viewer", "please")).json()

        assert (request["status"], request["reason"], request["status_changed_by"]) == (
            "pending",
            "please",
            None,
        )
        assert request["contacted_service_users"] == [people["manager"]["id"]]
        assert request["requester"] == {
            "id": people["viewer"]["id"],
            "name": "Gareth Pugh",
            "email_address": people["viewer"]["email_address"],
            "belongs_to_service": [services["boat_licences"]],
        }

    def test_needs_somebody_to_ask(self, api, people, path):
        body = {"requester_id": people["viewer"]["id"], "contacted_user_ids": [], "invite_link_host": HOST}
        answer = api.post(path, body)

        assert answer.json()["errors"][0]["message"] == "contacted_user_ids [] should be non-empty"

    def test_an_unknown_one_is_404(self, api, path):
        answer = api.get(f"{path}/00000000-0000-0000-0000-000000000000")

        assert (answer.status_code, answer.json()) == (404, {"message": "No result found", "result": "error"})


class TestRefusing:
    def test_is_recorded_and_told(self, sandbox, people, ask, decide):
        answer = decide(ask("sender"), "rejected").json()

        assert answer["status"] == "rejected"
        assert answer["status_changed_at"] is not None
        assert answer["status_changed_by"] == {"id": people["manager"]["id"], "name": "Morgan Ellis"}
        assert sandbox.outbox(people["sender"]["email_address"])[0]["subject"] == "You cannot join Moorings"

    def test_adds_nobody(self, api, people, services, ask, decide):
        decide(ask("sender"), "rejected")

        assert services["moorings"] not in api.data(f"/user/{people['sender']['id']}")["services"]


class TestApproving:
    def test_adds_the_member_and_cancels_the_others(self, api, sandbox, people, services, ask, decide):
        first, second = ask("template_editor"), ask("template_editor")
        answer = decide(
            first, "approved", permissions=["view_activity", "send_texts"], auth_type="email_auth"
        )
        user = api.data(f"/user/{people['template_editor']['id']}")

        assert answer.json()["status"] == "approved"
        assert set(user["permissions"][services["moorings"]]) == {"view_activity", "send_texts"}
        assert user["auth_type"] == "email_auth"
        assert api.get(second).json()["status"] == "cancelled"
        assert sandbox.outbox(user["email_address"])[0]["subject"] == "You have joined Moorings"

    def test_unknown_permissions_are_refused(self, ask, decide):
        answer = decide(ask("viewer"), "approved", permissions=["fly"])

        assert answer.status_code == 400
        assert answer.json()["errors"][0]["message"].startswith("permissions fly is not one of [")
