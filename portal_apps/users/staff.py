"""What platform admins do to other people's accounts, each with the event that says who did it."""

from django.http import HttpRequest

from gateway import EventType, user_api_client
from gateway.errors import BadRequest
from portal_apps.core import audit
from portal_apps.core.permissions import PortalRequest
from portal_apps.team.events import record_sign_in_method
from portal_apps.users.models import User

NEEDED = (
    "Nothing was changed. A service of theirs would have nobody left who can manage it: "
    "give somebody else in its team the permission to manage settings, then try again"
)


def archive(request: PortalRequest, person: User) -> None:
    """Raises BadRequest, in words for whoever reads the page, where a service cannot do without them."""
    try:
        user_api_client.archive_user(person.id)
    except BadRequest as error:
        raise BadRequest(message=NEEDED) from error
    record_archived(request, person.id, person.email_address, by=request.visit.user.id)


def record_archived(request: HttpRequest | None, user_id: str, email_address: str, *, by: str) -> None:
    """With the address, which the account does not have any more. A command has no request."""
    audit.record(
        request,
        EventType.ARCHIVE_USER,
        user_id=user_id,
        user_email_address=email_address,
        archived_by_id=by,
    )


def remove_platform_admin(request: PortalRequest, person: User) -> None:
    """The API also takes a security key away as their way to sign in. Nothing happens to people who are none."""
    if not person.platform_admin:
        return
    admin_id = request.visit.user.id
    changed = User.from_json(user_api_client.update_user_attribute(person.id, platform_admin=False))
    audit.record(request, EventType.REMOVE_PLATFORM_ADMIN, user_id=person.id, removed_by_id=admin_id)
    if changed.auth_type != person.auth_type:
        record_sign_in_method(request, person.id, person.auth_type, changed.auth_type, by=admin_id)
