from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from sandbox import dates
from sandbox.models import Event, OrganisationMember, ServiceMember, User, WebauthnCredential
from sandbox.models.services import NOTIFY_SERVICE_ID

Json = dict[str, Any]
Membership = TypeVar("Membership", ServiceMember, OrganisationMember)


def user_json(user: User) -> Json:
    return users_json([user])[0]


def users_json(users: Iterable[User]) -> list[Json]:
    """In three queries, however many the users are."""
    people = list(users)
    # Asked again within the database, sixty thousand people are no longer a statement than one.
    theirs = {"user__in": users.order_by() if isinstance(users, QuerySet) else people}
    services = _by_user(ServiceMember.objects.filter(**theirs, service__active=True).order_by("created_at"))
    organisations = _by_user(
        OrganisationMember.objects.filter(**theirs, organisation__active=True).order_by("created_at")
    )
    return [_user(user, services[user.id], organisations[user.id]) for user in people]


def _by_user(memberships: Iterable[Membership]) -> dict[UUID, list[Membership]]:
    found: dict[UUID, list[Membership]] = defaultdict(list)
    for membership in memberships:
        found[membership.user_id].append(membership)
    return found


def _user(user: User, services: Sequence[ServiceMember], organisations: Sequence[OrganisationMember]) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "email_address": user.email_address,
        "mobile_number": user.mobile_number,
        "auth_type": user.auth_type,
        "state": user.state,
        "platform_admin": user.platform_admin,
        "can_use_webauthn": _can_use_webauthn(user, services),
        "current_session_id": user.current_session_id,
        "failed_login_count": user.failed_login_count,
        "created_at": dates.zulu(user.created_at),
        "logged_in_at": dates.zulu_or_null(user.logged_in_at),
        "email_access_validated_at": dates.zulu(user.email_access_validated_at),
        "password_changed_at": dates.plain(user.password_changed_at),
        "organisations": [membership.organisation_id for membership in organisations],
        "organisation_permissions": {str(m.organisation_id): m.permissions for m in organisations},
        "services": [member.service_id for member in services],
        "permissions": {
            str(member.service_id): member.permissions for member in services if member.permissions
        },
        "take_part_in_research": user.take_part_in_research,
        "receives_new_features_email": user.receives_new_features_email,
    }


def _can_use_webauthn(user: User, services: Iterable[ServiceMember]) -> bool:
    is_notify = any(member.service_id == NOTIFY_SERVICE_ID for member in services)
    return user.platform_admin or user.auth_type == "webauthn_auth" or is_notify


def user_for_list(user: User) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "email_address": user.email_address,
        "mobile_number": user.mobile_number,
    }


def author(user: User) -> Json:
    return {"id": user.id, "name": user.name, "email_address": user.email_address}


def webauthn_credential(credential: WebauthnCredential) -> Json:
    return {
        "id": credential.id,
        "user_id": credential.user_id,
        "name": credential.name,
        "credential_data": credential.credential_data,
        "created_at": dates.zulu(credential.created_at),
        "updated_at": dates.zulu_or_null(credential.updated_at),
        "logged_in_at": dates.zulu_or_null(credential.logged_in_at),
    }


def event(row: Event) -> Json:
    return {
        "id": row.id,
        "event_type": row.event_type,
        "data": row.data,
        "created_at": dates.zulu(row.created_at),
    }
