"""One message: what its recipient sees, who sent it, and what has become of it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from gateway import notification_api_client
from gateway.times import parse_time
from portal_apps.activity.printing import printed_at
from portal_apps.activity.reasons import reason_for
from portal_apps.activity.timeline import Step, steps_of
from portal_apps.core.formatting import count_of
from portal_apps.core.statuses import CHANNELS, UNDER_WAY, WITHOUT_PAGES, status_in_words
from portal_apps.message_templates.content.preview import Preview, preview_of
from portal_apps.message_templates.file_links import with_sent_links
from portal_apps.message_templates.models import prefix_of
from portal_apps.services.models import Service

UNTIL_PRINTED = frozenset({"created", "pending-virus-check"})
POSTAGE = {
    "first": "First class",
    "second": "Second class",
    "economy": "Economy",
    "europe": "International",
    "rest-of-world": "International",
}


@dataclass(frozen=True, slots=True)
class Message:
    """One message; what has no name of its own here is in `facts`, the API's JSON."""

    facts: dict[str, Any]

    @classmethod
    def from_id(cls, service_id: str, notification_id: str) -> Self:
        """Raises NotFound, also for a message of another service."""
        return cls(notification_api_client.get_notification(service_id, notification_id))

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def channel(self) -> str:
        return self.facts["notification_type"]

    @property
    def channel_in_words(self) -> str:
        return CHANNELS[self.channel]

    @property
    def template(self) -> dict[str, Any]:
        """As it was when the message was sent."""
        return self.facts["template"]

    @property
    def recipient(self) -> str:
        return self.facts["to"]

    @property
    def sender(self) -> str:
        return self.facts["reply_to_text"] or ""

    @property
    def job(self) -> dict[str, str] | None:
        return self.facts["job"]

    @property
    def is_test(self) -> bool:
        return self.facts["key_type"] == "test"

    @property
    def is_redacted(self) -> bool:
        return self.template["redact_personalisation"]

    @property
    def status_in_words(self) -> str:
        return status_in_words(self.facts["status"], self.channel)

    @property
    def is_cancelled(self) -> bool:
        return self.facts["status"] == "cancelled"

    @property
    def prints_at(self) -> datetime | None:
        """Of a letter that waits for it."""
        waits = self.channel == "letter" and self.facts["status"] in UNTIL_PRINTED
        return printed_at(self.facts["created_at"]) if waits and not self.is_test else None

    @property
    def can_be_cancelled(self) -> bool:
        return self.prints_at is not None and datetime.now(tz=UTC) < self.prints_at

    @property
    def has_pages(self) -> bool:
        """Whether it is a letter that can be looked at."""
        return self.channel == "letter" and self.facts["status"] not in WITHOUT_PAGES

    @property
    def is_final(self) -> bool:
        """Whether nobody needs to wait for news; of a letter they come days later, if at all."""
        return self.channel == "letter" or self.facts["status"] not in UNDER_WAY

    @property
    def reason(self) -> str:
        age = datetime.now(tz=UTC) - parse_time(self.facts["created_at"])
        return reason_for(self.channel, self.facts["status"], age.total_seconds())

    @property
    def steps(self) -> list[Step]:
        return steps_of(self.facts)

    @property
    def cost(self) -> str:
        """What it counts as on the bill."""
        if self.channel == "email":
            return "Nothing, emails are free"
        if self.is_test:
            return "Nothing"
        units = self.facts["billable_units"] or 0
        if not units:
            return "Not known yet"
        if self.channel == "letter":
            postage = POSTAGE.get(self.facts["postage"], "")
            return f"{count_of(units, 'sheet')} of paper{f', {postage.lower()}' if postage else ''}"
        charged = units * int(self.facts["rate_multiplier"] or 1)
        return count_of(charged, "text message")

    def preview(self, service: Service) -> Preview:
        """As it was sent; of a redacted template without anything that was filled in."""
        template, values = {**self.template, "template_type": self.channel}, self.facts["personalisation"]
        if self.channel == "email" and not self.is_redacted:
            template = dict(with_sent_links(template, values or {}))
        return preview_of(
            template,
            values=values,
            redact=self.is_redacted,
            service_prefix=prefix_of(service),
        )
