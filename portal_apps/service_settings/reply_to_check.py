"""Before an address receives replies, a test e-mail shows that it takes mail."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from gateway import notification_api_client, service_api_client
from gateway.errors import CacheUnavailable
from gateway.times import parse_time
from portal_apps.core.journeys import Journey
from portal_apps.core.permissions import PortalRequest
from portal_apps.service_settings.forms.senders import ServiceReplyToEmail

# Test e-mails are messages of Notify's own service, whose id is the same everywhere.
NOTIFY_SERVICE_ID = "d6aa2c68-a2d9-4437-ab19-3ae8eb202553"
PATIENCE = timedelta(seconds=45)


class State(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    SAVED = "saved"
    FAILED = "failed"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class ReplyToCheck:
    """A test e-mail that this person had sent, and what becomes of the address when it arrives."""

    journey: Journey
    service_id: str
    notification_id: str
    email_address: str
    is_default: bool
    may_choose_default: bool
    replaces: str  # the id of the address it takes the place of; empty for a new one
    is_saved: bool = False

    @classmethod
    def begin(cls, request: PortalRequest, form: ServiceReplyToEmail, replaces: str = "") -> Self:
        """Send the e-mail to what was typed. Raises Conflict for an address that the service has."""
        service_id = request.visit.service.id
        email_address: str = form.cleaned_data["email_address"]
        sent = service_api_client.verify_reply_to_email_address(service_id, email_address)["data"]["id"]
        answers: dict[str, Any] = {
            "service_id": service_id,
            "email_address": email_address,
            "is_default": form.becomes_default,
            "may_choose_default": "is_default" in form.fields,
            "replaces": replaces,
        }
        journey = _journey(request, sent)
        journey.keep(**answers)
        return cls(journey, notification_id=sent, **answers)

    @classmethod
    def of(cls, request: PortalRequest, notification_id: str) -> Self | None:
        """None for one that is over, an hour old, or was begun by somebody else: nobody saves an address by an id."""
        journey = _journey(request, notification_id)
        answers = journey.answers
        if answers.get("service_id") != request.visit.service.id:
            return None
        return cls(journey, notification_id=notification_id, **answers)

    def state(self) -> State:
        """Asks the API until the address is saved. An e-mail that arrives late counts all the same."""
        if self.is_saved:
            return State.SAVED
        sent = notification_api_client.get_notification(NOTIFY_SERVICE_ID, self.notification_id)
        if sent["status"] == State.DELIVERED:
            return State.DELIVERED
        if sent["status"].endswith("failure") or sent["status"].endswith("failed"):
            return State.FAILED
        age = datetime.now(tz=UTC) - parse_time(sent["created_at"])
        return State.LATE if age > PATIENCE else State.PENDING

    def save(self) -> None:
        """Let replies go to the address. To be called when the e-mail has arrived. Raises Conflict."""
        if self.replaces:
            service_api_client.update_reply_to_email_address(
                self.service_id, self.replaces, self.email_address, is_default=self.is_default
            )
        else:
            service_api_client.add_reply_to_email_address(
                self.service_id, self.email_address, is_default=self.is_default
            )
        # The address is saved: that this is not known for once must not look like a failure.
        with suppress(CacheUnavailable):
            self.journey.keep(is_saved=True)


def _journey(request: PortalRequest, notification_id: str) -> Journey:
    return Journey.of(request, "reply-to check", notification_id)
