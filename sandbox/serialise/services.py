import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sandbox import dates
from sandbox.models import ApiKey, InvitedUser, Service, ServiceCallbackApi

Json = dict[str, Any]
Callbacks = dict[UUID, list[ServiceCallbackApi]]

# Columns that come out under their own name, as they are.
PLAIN_FIELDS = (
    "id",
    "name",
    "active",
    "restricted",
    "count_as_live",
    "organisation_type",
    "permissions",
    "email_message_limit",
    "sms_message_limit",
    "letter_message_limit",
    "international_sms_message_limit",
    "rate_limit",
    "prefix_sms",
    "contact_link",
    "custom_email_sender_name",
    "confirmed_email_sender_name",
    "confirmed_unique",
    "consent_to_research",
    "has_active_go_live_request",
    "volume_email",
    "volume_sms",
    "volume_letter",
    "notes",
    "purchase_order_number",
    "billing_contact_names",
    "billing_contact_email_addresses",
    "billing_reference",
)
HISTORY_FIELDS = (
    "id",
    "name",
    "active",
    "restricted",
    "created_by_id",
    "custom_email_sender_name",
    "email_message_limit",
    "sms_message_limit",
    "letter_message_limit",
    "version",
)


def service_json(service: Service) -> Json:
    return _service(service, ServiceCallbackApi.objects.filter(service=service).order_by("created_at"))


def services_json(services: Iterable[Service]) -> list[Json]:
    """In two queries, however many they are."""
    callbacks: Callbacks = defaultdict(list)
    for callback in ServiceCallbackApi.objects.order_by("created_at"):
        callbacks[callback.service_id].append(callback)
    return [_service(service, callbacks[service.id]) for service in services]


def _service(service: Service, callbacks: Iterable[ServiceCallbackApi]) -> Json:
    return {name: getattr(service, name) for name in PLAIN_FIELDS} | {
        "created_by": service.created_by_id,
        "organisation": service.organisation_id,
        "email_branding": service.email_branding_id,
        "letter_branding": service.letter_branding_id,
        "email_sender_local_part": email_sender_local_part(service),
        "go_live_at": dates.plain_or_null(service.go_live_at),
        "go_live_user": service.go_live_user_id,
        "service_callback_api": [
            {"callback_id": callback.id, "callback_type": callback.callback_type} for callback in callbacks
        ],
    }


def service_for_organisation(service: Service) -> Json:
    return {
        "id": service.id,
        "name": service.name,
        "active": service.active,
        "restricted": service.restricted,
    }


def service_of_user(service: Service) -> Json:
    return {
        "id": service.id,
        "name": service.name,
        "restricted": service.restricted,
        "organisation": service.organisation_id,
    }


def service_version(service: Service) -> Json:
    """What the history keeps of this moment, with ids as text because it is stored as JSON."""
    return {name: _storable(getattr(service, name)) for name in HISTORY_FIELDS} | {
        "email_sender_local_part": email_sender_local_part(service),
        "created_at": dates.zulu(service.created_at),
        "updated_at": dates.zulu_or_null(service.updated_at),
    }


def email_sender_local_part(service: Service) -> str:
    name = service.custom_email_sender_name or service.name
    return re.sub(r"\.{2,}", ".", re.sub(r"[^a-z0-9.]", "", re.sub(r"\s+", ".", name.lower()))).strip(".")


def api_key(key: ApiKey) -> Json:
    return {
        "id": key.id,
        "name": key.name,
        "key_type": key.key_type,
        "created_by": key.created_by_id,
        "created_at": dates.zulu(key.created_at),
        "updated_at": dates.zulu_or_null(key.updated_at),
        "expiry_date": dates.zulu_or_null(key.expiry_date),
        "version": key.version,
    }


def api_key_version(key: ApiKey) -> Json:
    return {
        "id": str(key.id),
        "name": key.name,
        "service_id": str(key.service_id),
        "created_by_id": str(key.created_by_id),
        "created_at": dates.zulu(key.created_at),
        "updated_at": dates.zulu_or_null(key.updated_at),
        "expiry_date": dates.zulu_or_null(key.expiry_date),
    }


def invited_user(invited: InvitedUser) -> Json:
    return {
        "id": invited.id,
        "service": invited.service_id,
        "email_address": invited.email_address,
        "from_user": invited.from_user_id,
        "permissions": invited.permissions,
        "folder_permissions": invited.folder_permissions,
        "auth_type": invited.auth_type,
        "status": invited.status,
        "created_at": dates.zulu(invited.created_at),
    }


def _storable(value: Any) -> Any:
    return value if isinstance(value, str | int | None) else str(value)
