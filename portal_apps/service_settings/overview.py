"""Everything the settings page shows: the service, and what hangs on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from gateway import (
    billing_api_client,
    email_branding_client,
    fan_out,
    keys,
    letter_branding_client,
    organisations_client,
    prefetch,
    service_api_client,
)
from portal_apps.core.permissions import Visit, platform_admin
from portal_apps.services.models import Service

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Overview:
    """What no channel or no link leads to is not asked for, and empty here."""

    service: Service
    reply_to: list[Json] = field(default_factory=list)
    sms_senders: list[Json] = field(default_factory=list)
    letter_contacts: list[Json] = field(default_factory=list)
    data_retention: list[Json] = field(default_factory=list)
    email_branding: Json = field(default_factory=dict)
    letter_branding: Json = field(default_factory=dict)
    # For platform admins only
    organisation_name: str = ""
    free_sms_allowance: int | None = None

    @classmethod
    def of(cls, visit: Visit) -> Self:
        """Asked for at once; what is kept comes in one round trip before."""
        service = visit.service
        calls = {**_calls(service), **(_calls_for_staff(service) if visit.may(platform_admin) else {})}
        _prefetch(service)
        answers = dict(zip(calls, fan_out(*calls.values()), strict=True))
        return cls(service, **answers)


def _prefetch(service: Service) -> None:
    facts = service.facts
    optional = (
        (service.organisation_id, keys.ORGANISATION_NAME, "org_id"),
        (facts["email_branding"], keys.EMAIL_BRANDING, "branding_id"),
        (facts["letter_branding"], keys.LETTER_BRANDING, "branding_id"),
    )
    prefetch(
        keys.DATA_RETENTION.fill(service_id=service.id),
        *[key.fill(**{name: identifier}) for identifier, key, name in optional if identifier],
    )


def _calls(service: Service) -> Mapping[str, Callable[[], Any]]:
    email_branding, letter_branding = service.facts["email_branding"], service.facts["letter_branding"]
    calls: dict[str, tuple[object, Callable[[], Any]]] = {
        "reply_to": (
            service.has_permission("email"),
            lambda: service_api_client.get_reply_to_email_addresses(service.id),
        ),
        "sms_senders": (
            service.has_permission("sms"),
            lambda: service_api_client.get_sms_senders(service.id),
        ),
        "letter_contacts": (
            service.has_permission("letter"),
            lambda: service_api_client.get_letter_contacts(service.id),
        ),
        "data_retention": (True, lambda: service_api_client.get_service_data_retention(service.id)),
        "email_branding": (
            email_branding and service.has_permission("email"),
            lambda: email_branding_client.get_email_branding(email_branding)["email_branding"],
        ),
        "letter_branding": (
            letter_branding and service.has_permission("letter"),
            lambda: letter_branding_client.get_letter_branding(letter_branding),
        ),
    }
    return {name: call for name, (is_needed, call) in calls.items() if is_needed}


def _calls_for_staff(service: Service) -> Mapping[str, Callable[[], Any]]:
    calls: dict[str, Callable[[], Any]] = {
        "free_sms_allowance": lambda: billing_api_client.get_free_sms_fragment_limit_for_year(service.id)
    }
    if service.organisation_id:
        calls["organisation_name"] = lambda: organisations_client.get_organisation_name(
            str(service.organisation_id)
        )
    return calls
