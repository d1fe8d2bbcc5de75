"""Invitations to an organisation."""

from typing import Any

from gateway import current_caller, fan_out, org_invite_api_client, user_api_client
from portal_apps.bulk.operation import Change, Column, Row, State, Values
from portal_apps.bulk.operations.invitations import EMAIL, NAME, Invitations
from portal_apps.bulk.values import one_of, or_none, several
from portal_apps.orgs.members import MAKES_SERVICES_LIVE
from portal_apps.orgs.models import Organisation
from portal_apps.team.models import Invitation

ARCHIVED = "The organisation is archived"
NOT_ITS_DECISION = "The organisation does not make its services live by itself"


class OrganisationInvitations(Invitations):
    """The only permission is to make services live, and members need none. `org_id` is that of the command."""

    columns = (
        EMAIL,
        NAME,
        Column("permissions", or_none(several(one_of(MAKES_SERVICES_LIVE)))),
    )
    place = "org_id"
    offered = ("permissions",)

    def facts(self, place: str) -> State:
        organisation = Organisation.from_id(place)
        return {"active": organisation.active, "may_approve": organisation.can_approve_own_go_live_requests}

    def people(self, place: str) -> tuple[list[str], list[dict[str, Any]]]:
        members, invitations = fan_out(
            lambda: user_api_client.get_users_for_organisation(place),
            lambda: org_invite_api_client.get_invites_for_organisation(place),
        )
        pending = [one for one in map(Invitation, invitations) if one.is_pending and not one.has_expired]
        return [member["email_address"] for member in members], [one.facts for one in pending]

    def invitation(self, place: str, invite_id: str) -> dict[str, Any]:
        facts: dict[str, Any] = org_invite_api_client.get_invited_user_for_org(place, invite_id)
        return facts

    def why_not(self, row: Row, state: State) -> str:
        if not state["active"]:
            return ARCHIVED
        return NOT_ITS_DECISION if row.get("permissions") and not state["may_approve"] else ""

    def offer(self, row: Row, state: State) -> Values:
        del state
        return {"permissions": row.get("permissions", [])}

    def offer_of(self, invitation: dict[str, Any]) -> Values:
        return {"permissions": sorted(invitation["permissions"])}

    def inviter_of(self, invitation: dict[str, Any]) -> str:
        return str(invitation["invited_by"])

    def apply(self, row: Row, change: Change) -> Values:
        inviter_id, permissions = str(current_caller().user_id), change.after["permissions"]
        sent = org_invite_api_client.create_invite(inviter_id, row["org_id"], row["email"], permissions)
        return {"invite_id": sent["id"]}

    def cancel(self, place: str, invite_id: str) -> None:
        org_invite_api_client.cancel_invited_user(place, invite_id)
