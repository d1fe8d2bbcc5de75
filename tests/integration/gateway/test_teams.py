"""Who belongs to a service: members, invitations, requests to join."""

import pytest

from gateway.errors import BadRequest
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import (
    invite_api_client,
    service_api_client,
    template_folder_api_client,
    user_api_client,
)


class TestMembers:
    def test_a_member_is_added_with_permissions_and_folders(self, service_id, newcomer):
        folder = template_folder_api_client.create_template_folder(service_id, "Winter")
        before, after = around(
            lambda: user_api_client.get_user(newcomer)["permissions"],
            lambda: user_api_client.add_user_to_service(service_id, newcomer, ["send_messages"], [folder]),
        )
        members = {row["id"] for row in user_api_client.get_users_for_service(service_id)}
        seen_by = template_folder_api_client.get_template_folder(service_id, folder)["users_with_permission"]

        assert before == {}
        assert set(after[service_id]) == {"send_texts", "send_emails", "send_letters"}
        assert newcomer in members
        assert newcomer in seen_by

    def test_permissions_are_replaced(self, service_id, newcomer):
        folder = template_folder_api_client.create_template_folder(service_id, "Winter")
        user_api_client.add_user_to_service(service_id, newcomer, ["send_messages"], [])
        before, after = around(
            lambda: template_folder_api_client.get_template_folder(service_id, folder)[
                "users_with_permission"
            ],
            lambda: user_api_client.set_user_permissions(newcomer, service_id, ["view_activity"], [folder]),
        )

        assert (newcomer in before, newcomer in after) == (False, True)
        assert user_api_client.get_user(newcomer)["permissions"] == {service_id: ["view_activity"]}

    def test_a_member_is_removed(self, service_id, newcomer):
        user_api_client.add_user_to_service(service_id, newcomer, ["view_activity"], [])
        before, after = around(
            lambda: user_api_client.get_user(newcomer)["services"],
            lambda: service_api_client.remove_user_from_service(service_id, newcomer),
        )

        assert (before, after) == ([service_id], [])

    def test_the_last_one_stays(self, service_id, who):
        with pytest.raises(BadRequest, match="You cannot remove the only user for a service"):
            service_api_client.remove_user_from_service(service_id, who)


class TestInvitations:
    @pytest.fixture
    def invite(self, service_id, who, address):
        return invite_api_client.create_invite(
            who, service_id, address, ["manage_templates", "send_messages"], "sms_auth", []
        )

    @pytest.fixture
    def address(self, newcomer):
        return user_api_client.get_user(newcomer)["email_address"]

    def test_one_is_sent_read_and_changed(self, sandbox, service_id, who, invite, address):
        token = sandbox.latest_link(address).rpartition("/invitation/")[2]
        changed = invite_api_client.update_invite(
            service_id=service_id, invite_id=invite["id"], auth_type="email_auth"
        )

        assert invite["permissions"] == "manage_templates,send_emails,send_letters,send_texts"
        assert (invite["email_address"], invite["status"], invite["from_user"]) == (address, "pending", who)
        assert changed == {**invite, "auth_type": "email_auth"}
        assert invite_api_client.check_token(token) == changed
        assert invite_api_client.get_invited_user(invite["id"]) == changed
        assert invite_api_client.get_invited_user_for_service(service_id, invite["id"]) == changed
        assert invite_api_client.get_invites_for_service(service_id) == [changed]

    def test_it_is_taken_back_and_counts_no_more(self, service_id, invite):
        def count():
            return invite_api_client.get_count_of_invites_with_permission(service_id, "manage_templates")

        before = count()
        invite_api_client.cancel_invited_user(service_id, invite["id"])

        assert (before, count()) == (1, 0)
        assert invite_api_client.get_invited_user(invite["id"])["status"] == "cancelled"

    def test_it_is_accepted(self, service_id, invite, newcomer):
        invite_api_client.accept_invite(service_id, invite["id"])
        user_api_client.add_user_to_service(service_id, newcomer, ["manage_templates"], [])

        assert invite_api_client.get_invited_user(invite["id"])["status"] == "accepted"
        assert user_api_client.get_user(newcomer)["services"] == [service_id]

    def test_a_link_that_is_none(self):
        with pytest.raises(BadRequest) as refused:
            invite_api_client.check_token("nonsense")

        assert refused.value.message.keys() == {"invitation"}


class TestRequestsToJoin:
    @pytest.fixture
    def request_id(self, service_id, who, newcomer):
        answer = service_api_client.create_service_join_request(
            newcomer, service_id=service_id, service_managers_ids=[who], reason="I sell tickets"
        )
        return answer["service_join_request_id"]

    def test_the_managers_hear_of_it(self, sandbox, people, service_id, request_id):
        link = sandbox.latest_link(people["manager"]["email_address"])

        assert link.endswith(f"/services/{service_id}/join-request/{request_id}/approve")

    def test_an_approval_makes_a_member(self, service_id, who, newcomer, request_id):
        def approve() -> None:
            service_api_client.update_service_join_requests(
                request_id,
                newcomer,
                service_id,
                status="approved",
                status_changed_by_id=who,
                permissions=["view_activity"],
                folder_permissions=[],
                auth_type="sms_auth",
            )

        services, joined = around(lambda: user_api_client.get_user(newcomer)["services"], approve)
        decided = service_api_client.get_service_join_request(request_id, service_id)

        assert (services, joined) == ([], [service_id])
        assert (decided["status"], decided["status_changed_by"]["id"]) == ("approved", who)
        assert decided["requester"]["belongs_to_service"] == [service_id]

    def test_a_refusal_is_seen_at_once(self, service_id, who, newcomer, request_id):
        before, after = around(
            lambda: service_api_client.get_service_join_request(request_id, service_id),
            lambda: service_api_client.update_service_join_requests(
                request_id, newcomer, service_id, status="rejected", status_changed_by_id=who
            ),
        )

        assert (before["status"], before["reason"]) == ("pending", "I sell tickets")
        assert before["contacted_service_users"] == [who]
        assert after["status"] == "rejected"

    def test_a_member_need_not_ask(self, service_id, who):
        with pytest.raises(BadRequest, match="user-already-in-service"):
            service_api_client.create_service_join_request(
                who, service_id=service_id, service_managers_ids=[who], reason=""
            )

    def test_nobody_who_could_decide_is_asked(self, service_id, newcomer, people):
        with pytest.raises(BadRequest, match="no-valid-service-managers-ids"):
            service_api_client.create_service_join_request(
                newcomer, service_id=service_id, service_managers_ids=[people["viewer"]["id"]], reason=""
            )
