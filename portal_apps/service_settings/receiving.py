"""Receiving text messages: a service gets a number of its own, and gives it back."""

from dataclasses import dataclass
from typing import Any, Self

from django.http import HttpRequest

from gateway import EventType, fan_out, inbound_number_client, service_api_client
from gateway.errors import NotFound
from portal_apps.core import audit
from portal_apps.core.permissions import PortalRequest
from portal_apps.services import features

FEATURE = "inbound_sms"


@dataclass(frozen=True, slots=True)
class Leaving:
    """What has to be known before a service gives up its number."""

    number: str  # empty where the feature is on and nobody has given the service a number
    last_used_at: str | None
    is_default_sender: bool
    heir: str | None  # the sender that texts come from afterwards; None where there is no other one

    @classmethod
    def of(cls, service_id: str) -> Self:
        """Asked for at once."""
        number, last_used_at, senders = fan_out(
            lambda: inbound_number_client.get_inbound_sms_number_for_service(service_id)["data"],
            lambda: _last_used_at(service_id),
            lambda: service_api_client.get_sms_senders(service_id),
        )
        own = [one for one in senders if one["inbound_number_id"] is not None]
        others = [one for one in senders if one["inbound_number_id"] is None]
        # As the API chooses it: the default, and otherwise the oldest.
        heir = min(others, key=lambda one: (not one["is_default"], one["created_at"]), default=None)
        return cls(
            number.get("number", ""),
            last_used_at,
            is_default_sender=any(one["is_default"] for one in own),
            heir=heir["sms_sender"] if heir else None,
        )

    @property
    def is_possible(self) -> bool:
        """Texts have to come from somewhere."""
        return not self.number or self.heir is not None


def _last_used_at(service_id: str) -> str | None:
    try:
        last: str | None = service_api_client.get_most_recent_inbound_number_usage_date(service_id)[
            "most_recent_date"
        ]
    except NotFound:
        return None
    return last


def start(request: PortalRequest) -> bool:
    """Give the service a number, unless it has one, and say so in the audit trail. False when no number is free."""
    service_id = request.visit.service.id
    number: dict[str, Any] = inbound_number_client.get_inbound_sms_number_for_service(service_id)["data"]
    number_id = number.get("id")
    if number_id is None:
        if not inbound_number_client.get_available_inbound_sms_numbers()["data"]:
            return False
        number_id = inbound_number_client.add_inbound_number_to_service(service_id)["inbound_number_id"]
    features.switch(service_id, FEATURE, on=True)
    record_started(request, service_id, number_id, by=request.visit.user.id)
    return True


def record_started(request: HttpRequest | None, service_id: str, number_id: str, *, by: str | None) -> None:
    """The service receives texts on this number from now on. A command has no request."""
    audit.record(
        request,
        EventType.SET_INBOUND_SMS_ON,
        user_id=by,
        service_id=service_id,
        inbound_number_id=number_id,
    )


def stop(service_id: str, leaving: Leaving, *, archive: bool) -> None:
    """Take the number away: nobody gets it again when it is archived, and otherwise it is free for others."""
    if leaving.number:
        service_api_client.remove_service_inbound_sms(service_id, archive)
    else:
        features.switch(service_id, FEATURE, on=False)
