"""All that a service and one person texted each other, in the order in which it was said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from markupsafe import Markup, escape

from gateway import fan_out, notification_api_client, service_api_client
from gateway.errors import NotFound
from gateway.times import parse_time
from portal_apps.activity.received import ReceivedText, texts_from
from portal_apps.core.formatting import phone_number
from portal_apps.core.panels import Missed, or_missed
from portal_apps.core.statuses import status_in_words
from portal_apps.message_templates.content.preview import PreparedTemplate, prepare
from portal_apps.message_templates.models import prefix_of
from portal_apps.services.models import Service

Json = dict[str, Any]

# How many messages the API finds at most, the latest first: a search has one page.
FOUND_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One text of either side. `html` is safe; `status` is empty for what was received."""

    id: str
    html: Markup
    at: str
    status: str = ""
    has_failed: bool = False

    @property
    def is_received(self) -> bool:
        return not self.status


@dataclass(frozen=True, slots=True)
class Conversation:
    """The lines with one number, the oldest first. Of what was sent, the API tells the latest page only, or nothing where
    looking for it takes too long."""

    number: str
    lines: list[Line]
    is_whole: bool = True
    has_both_sides: bool = True

    @property
    def can_be_answered(self) -> bool:
        """Systems that send texts have a name, or a number within their network."""
        return phone_number(self.number) != self.number

    @classmethod
    def about(cls, service: Service, notification_id: str) -> Self:
        """That which a received or a sent text belongs to. Raises NotFound where the service has no such text."""
        number = number_of(service.id, notification_id)
        sides: tuple[Callable[[], Any], ...] = (
            lambda: [_received(text) for text in texts_from(service.id, number)],
            or_missed("messages you sent", lambda: _found(service, number)),
        )
        received, found = fan_out(*sides)
        sent, is_whole = ([], True) if isinstance(found, Missed) else found
        lines = sorted([*received, *sent], key=lambda line: parse_time(line.at))
        return cls(number, lines, is_whole, has_both_sides=not isinstance(found, Missed))


def number_of(service_id: str, notification_id: str) -> str:
    """Who wrote a text, or got one: the number as the API normalises it. Raises NotFound for anything that is no text."""
    try:
        return ReceivedText(service_api_client.get_inbound_sms_by_id(service_id, notification_id)).number
    except NotFound:
        sent = notification_api_client.get_notification(service_id, notification_id)
    if sent["notification_type"] != "sms":
        raise NotFound(message="No text message has this id")
    return sent["normalised_to"] or sent["to"]


def _found(service: Service, number: str) -> tuple[list[Line], bool]:
    """What was sent to this number, and whether it is all that was."""
    found = notification_api_client.get_notifications_for_service(
        service.id, to=number, template_type=["sms"]
    )["notifications"]
    # The API finds every number that this one is a part of.
    sent = [row for row in found if row["normalised_to"] == number]
    return list(_sent(service, sent)), len(found) < FOUND_AT_MOST


def _received(text: ReceivedText) -> Line:
    return Line(text.id, escape(text.content), text.received_at)


def _sent(service: Service, rows: list[Json]) -> Iterator[Line]:
    """Templates are read once, however often they were sent."""
    prefix = prefix_of(service)

    @cache
    def prepared(content: str) -> PreparedTemplate:
        return prepare({"template_type": "sms", "content": content}, service_prefix=prefix)

    for row in rows:
        template = row["template"]
        preview = prepared(template["content"]).render(
            row["personalisation"], redact=template["redact_personalisation"]
        )
        yield Line(
            row["id"],
            preview.html,
            row["created_at"],
            status=status_in_words(row["status"], "sms"),
            has_failed=row["status"].endswith("failure"),
        )
