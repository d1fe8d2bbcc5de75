"""Changes to who belongs to an organisation, with the events that say who made them."""

from collections.abc import Collection

from gateway import EventType, org_invite_api_client, organisations_client, user_api_client
from portal_apps.core import audit
from portal_apps.core.permissions import PortalRequest
from portal_apps.users.models import User


def invite(request: PortalRequest, email_address: str, permissions: Collection[str]) -> None:
    """Send an invitation; the event comes when it is accepted."""
    visit = request.visit
    org_invite_api_client.create_invite(visit.user.id, visit.organisation.id, email_address, permissions)


def set_permissions(request: PortalRequest, member: User, permissions: list[str]) -> None:
    visit, original = request.visit, sorted(member.permissions_in_organisation(request.visit.organisation.id))
    user_api_client.set_organisation_permissions(
        member.id, visit.organisation.id, [{"permission": name} for name in permissions]
    )
    audit.record(
        request,
        EventType.SET_ORGANISATION_USER_PERMISSIONS,
        user_id=member.id,
        organisation_id=visit.organisation.id,
        original_permissions=original,
        new_permissions=sorted(permissions),
        set_by_id=visit.user.id,
    )


def remove(request: PortalRequest, member: User) -> None:
    visit = request.visit
    organisations_client.remove_user_from_organisation(visit.organisation.id, member.id)
    audit.record(
        request,
        EventType.REMOVE_USER_FROM_ORGANISATION,
        user_id=member.id,
        removed_by_id=visit.user.id,
        organisation_id=visit.organisation.id,
    )
