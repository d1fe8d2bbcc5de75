"""Members of organisations, invitations to them, and requests to go live that they decide."""

from uuid import uuid4

import pytest

from gateway.errors import BadRequest
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import (
    org_invite_api_client,
    organisations_client,
    service_api_client,
    user_api_client,
)

MAY = "can_make_services_live"


@pytest.fixture
def org_id():
    return organisations_client.create_organisation(f"Ferries {uuid4()}", True, "central", False)["id"]


@pytest.fixture
def address(newcomer):
    return user_api_client.get_user(newcomer)["email_address"]


class TestMembers:
    def test_one_joins_is_trusted_and_leaves(self, org_id, newcomer):
        def permissions():
            return user_api_client.get_user(newcomer)["organisation_permissions"]

        joined = around(permissions, lambda: user_api_client.add_user_to_organisation(org_id, newcomer, []))
        trusted = around(
            permissions,
            lambda: user_api_client.set_organisation_permissions(newcomer, org_id, [{"permission": MAY}]),
        )
        members = user_api_client.get_users_for_organisation(org_id)
        left = around(
            permissions, lambda: organisations_client.remove_user_from_organisation(org_id, newcomer)
        )

        assert joined == ({}, {org_id: []})
        assert trusted == ({org_id: []}, {org_id: [MAY]})
        assert [row["id"] for row in members] == [newcomer]
        assert left == ({org_id: [MAY]}, {})
        assert user_api_client.get_users_for_organisation(org_id) == []


class TestInvitations:
    @pytest.fixture
    def invite(self, org_id, who, address):
        return org_invite_api_client.create_invite(who, org_id, address, [MAY])

    def test_one_is_sent_and_read(self, sandbox, org_id, who, invite, address):
        token = sandbox.latest_link(address).rpartition("/organisation-invitation/")[2]

        assert (invite["email_address"], invite["status"], invite["permissions"]) == (
            address,
            "pending",
            [MAY],
        )
        assert (invite["organisation"], invite["invited_by"]) == (org_id, who)
        assert org_invite_api_client.check_token(token) == invite
        assert org_invite_api_client.get_invited_user(invite["id"]) == invite
        assert org_invite_api_client.get_invited_user_for_org(org_id, invite["id"]) == invite
        assert org_invite_api_client.get_invites_for_organisation(org_id) == [invite]

    def test_it_is_taken_back(self, org_id, invite):
        org_invite_api_client.cancel_invited_user(org_id, invite["id"])

        assert org_invite_api_client.get_invited_user(invite["id"])["status"] == "cancelled"

    def test_it_is_accepted(self, org_id, invite, newcomer):
        org_invite_api_client.accept_invite(org_id, invite["id"])
        member = user_api_client.add_user_to_organisation(org_id, newcomer, [MAY])

        assert org_invite_api_client.get_invited_user(invite["id"])["status"] == "accepted"
        assert member["organisations"] == [org_id]

    def test_an_organisation_with_an_open_one_is_not_archived(self, org_id, invite):
        with pytest.raises(BadRequest, match="team members or invited team members"):
            organisations_client.archive_organisation(org_id)
        org_invite_api_client.cancel_invited_user(org_id, invite["id"])
        organisations_client.archive_organisation(org_id)

        assert organisations_client.get_organisation(org_id)["active"] is False


class TestGoingLive:
    @pytest.fixture
    def asking(self, org_id, service_id, newcomer, who):
        """A service whose organisation has one person who decides."""
        organisations_client.update_service_organisation(service_id, org_id)
        user_api_client.add_user_to_organisation(org_id, newcomer, [MAY])
        service_api_client.update_service(service_id, has_active_go_live_request=True, go_live_user=who)
        return service_id

    def test_whoever_decides_hears_of_a_request(self, sandbox, asking, address):
        organisations_client.notify_users_of_request_to_go_live_for_service(asking)

        assert sandbox.outbox(address)[0]["link"].endswith(f"/services/{asking}/make-service-live")

    def test_they_are_told_what_to_find_out_first(self, sandbox, asking, address):
        organisations_client.notify_org_member_about_next_steps_of_go_live_request(
            asking, "Ferry tickets", address, check_if_unique=True, unclear_service_name=True
        )

        body = sandbox.outbox(address)[0]["body"]
        assert "Find out whether the service is unique" in body
        assert "Agree on a clearer name" in body

    def test_the_one_who_asked_hears_of_a_refusal(self, sandbox, people, asking):
        organisations_client.notify_service_member_of_rejected_go_live_request(
            asking,
            "Morgan Ellis",
            "Ferry tickets",
            "Department for Ferries",
            "There is one already",
            "Ada Okafor",
            "ada.okafor@ferries.gov.uk",
        )

        body = sandbox.outbox(people["manager"]["email_address"])[0]["body"]
        assert "There is one already" in body
        assert "ada.okafor@ferries.gov.uk" in body
