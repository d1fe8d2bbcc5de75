"""What the audit trail says of changes to a team. A command has no request."""

from collections.abc import Iterable

from django.http import HttpRequest

from gateway import EventType
from portal_apps.core import audit
from portal_apps.team.roles import in_order


def record_added(
    request: HttpRequest | None, user_id: str, service_id: str, permissions: Iterable[str], *, by: str
) -> None:
    audit.record(
        request,
        EventType.ADD_USER_TO_SERVICE,
        user_id=user_id,
        invited_by_id=by,
        service_id=service_id,
        ui_permissions=in_order(permissions),
    )


def record_permissions(
    request: HttpRequest | None,
    user_id: str,
    service_id: str,
    before_and_after: tuple[Iterable[str], Iterable[str]],
    *,
    by: str,
) -> None:
    """Nothing, where they are the same: folders alone leave no event."""
    original, new = map(in_order, before_and_after)
    if original != new:
        audit.record(
            request,
            EventType.SET_USER_PERMISSIONS,
            user_id=user_id,
            service_id=service_id,
            original_ui_permissions=original,
            new_ui_permissions=new,
            set_by_id=by,
        )


def record_removed(request: HttpRequest | None, user_id: str, service_id: str, *, by: str) -> None:
    audit.record(
        request,
        EventType.REMOVE_USER_FROM_SERVICE,
        user_id=user_id,
        removed_by_id=by,
        service_id=service_id,
    )


def record_sign_in_method(
    request: HttpRequest | None, user_id: str, before: str, after: str, *, by: str
) -> None:
    audit.record(
        request,
        EventType.UPDATE_USER_AUTH_TYPE,
        user_id=user_id,
        updated_by_id=by,
        original_auth_type=before,
        new_auth_type=after,
    )
