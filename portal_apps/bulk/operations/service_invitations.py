"""Invitations to the teams of services."""

from collections.abc import Mapping
from typing import Any

from gateway import current_caller, invite_api_client
from portal_apps.bulk.operation import Change, Column, Row, RowRefused, State, Values
from portal_apps.bulk.operations.invitations import EMAIL, NAME, Invitations
from portal_apps.bulk.values import identifier, one_of, or_none, parts, several
from portal_apps.services.models import Service
from portal_apps.team import inviting
from portal_apps.team.folders import FolderAccess
from portal_apps.team.inviting import Offer
from portal_apps.team.models import Invitation, Team
from portal_apps.team.roles import CHOOSABLE_METHODS, LABELS

PERMISSIONS = Column("permissions", or_none(several(one_of(*LABELS))))
FOLDERS = Column("folders", or_none(parts))
AUTH_TYPE = Column("auth_type", one_of(*CHOOSABLE_METHODS))
ARCHIVED = "The service is archived"
NO_EMAIL_LINKS = "The service does not let people sign in by email link"


class ServiceInvitations(Invitations):
    """Every folder is offered unless some are named, and codes in text messages unless there is an auth_type."""

    columns = (EMAIL, NAME, Column("service_id", identifier), PERMISSIONS, FOLDERS, AUTH_TYPE)
    place = "service_id"
    offered = ("permissions", "folders", "auth_type")

    def facts(self, place: str) -> State:
        service = Service.from_id(place)
        return {
            "active": service.active,
            "has_email_auth": service.has_permission("email_auth"),
            "choices": FolderAccess.of(place).choices,
        }

    def people(self, place: str) -> tuple[list[str], list[dict[str, Any]]]:
        team = Team.of(place)
        invitations = [one.facts for one in team.invitations if not one.has_expired]
        return [member.email_address for member in team.members], invitations

    def invitation(self, place: str, invite_id: str) -> dict[str, Any]:
        return Invitation.from_id(place, invite_id).facts

    def why_not(self, row: Row, state: State) -> str:
        if not state["active"]:
            return ARCHIVED
        wants_links = row.get("auth_type") == "email_auth"
        return NO_EMAIL_LINKS if wants_links and not state["has_email_auth"] else ""

    def offer(self, row: Row, state: State) -> Values:
        return {
            "permissions": sorted(row["permissions"]),
            "folders": folder_ids(row.get("folders"), state["choices"]),
            "auth_type": row.get("auth_type", "sms_auth"),
        }

    def offer_of(self, invitation: dict[str, Any]) -> Values:
        sent = Invitation(invitation)
        return {
            "permissions": sorted(sent.permissions),
            "folders": sorted(sent.folder_ids),
            "auth_type": sent.auth_type,
        }

    def inviter_of(self, invitation: dict[str, Any]) -> str:
        return str(invitation["from_user"])

    def apply(self, row: Row, change: Change) -> Values:
        """Invitations that have expired make way for the new one, as on the page."""
        service_id, address, after = row["service_id"], row["email"], change.after
        pending = Team.from_json([], invite_api_client.get_invites_for_service(service_id))
        expired = [one for one in pending.invitations_to(address) if one.has_expired]
        offer = Offer(after["permissions"], after["folders"], after["auth_type"])
        sent = inviting.invite(str(current_caller().user_id), service_id, address, offer, replacing=expired)
        return {"invite_id": sent.id}

    def cancel(self, place: str, invite_id: str) -> None:
        invite_api_client.cancel_invited_user(place, invite_id)


def folder_ids(named: list[str] | None, choices: list[tuple[str, str]]) -> list[str]:
    """Folders by their id, or by the names on the way to them: Winter / Letters. All of them where none is named."""
    if named is None:
        return sorted(id_ for id_, _ in choices)
    known = {_way(way): id_ for id_, way in choices} | {id_: id_ for id_, _ in choices}
    return sorted({_folder(name, known) for name in named})


def _folder(name: str, known: Mapping[str, str]) -> str:
    if _way(name) not in known:
        raise RowRefused(f"The service has no folder {name}")
    return known[_way(name)]


def _way(name: str) -> str:
    return " / ".join(part.strip().casefold() for part in name.split("/"))
