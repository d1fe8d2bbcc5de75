"""Invitations to a team: who may get one, sending it, taking it back."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from gateway import invite_api_client
from gateway.errors import APIError, CacheUnavailable
from portal_apps.core.permissions import PortalRequest
from portal_apps.team.folders import FolderAccess
from portal_apps.team.models import Invitation, Team


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invited person will be able to do and see, and how they will sign in."""

    permissions: list[str]
    folder_ids: list[str]
    auth_type: str

    @classmethod
    def from_typed(cls, typed: dict[str, Any]) -> "Offer":
        """From the cleaned data of a form. Texts are the way to sign in where there is no choice."""
        return cls(
            sorted(typed["permissions_field"]),
            sorted(typed.get("folder_permissions", [])),
            typed.get("login_authentication") or "sms_auth",
        )


def why_not(team: Team, email_address: str) -> str:
    """Why nobody sends an invitation to this address; empty when somebody may."""
    if team.member_with(email_address):
        return f"{email_address} is already in the team"
    if team.has_good_invitation(email_address):
        return f"{email_address} has already been invited. You can send the invitation again from the list of the team"
    return ""


def send(
    request: PortalRequest, email_address: str, offer: Offer, replacing: Iterable[Invitation] = ()
) -> None:
    """From whoever asks, to the service of the page."""
    invite(request.visit.user.id, request.visit.service.id, email_address, offer, replacing)


def invite(
    inviter_id: str,
    service_id: str,
    email_address: str,
    offer: Offer,
    replacing: Iterable[Invitation] = (),
) -> Invitation:
    """The API writes to the person. Older invitations to them are taken back, so that one link works."""
    facts = invite_api_client.create_invite(
        inviter_id, service_id, email_address, offer.permissions, offer.auth_type, offer.folder_ids
    )
    # What was to be done is done: an old invitation that stays open can be cancelled from the list.
    with suppress(APIError, CacheUnavailable):
        for invitation in replacing:
            invite_api_client.cancel_invited_user(service_id, invitation.id)
    return Invitation(facts)


def send_again(request: PortalRequest, invitation: Invitation, access: FolderAccess) -> None:
    """A new link for the same offer, but for folders that somebody has deleted since."""
    offer = Offer(
        sorted(invitation.permissions), access.still_there(invitation.folder_ids), invitation.auth_type
    )
    send(request, invitation.email_address, offer, replacing=[invitation])
