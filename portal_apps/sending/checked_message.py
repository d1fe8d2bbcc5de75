"""One message with everything that its check page says about it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from gateway import fan_out
from portal_apps.message_templates.content.preview import Preview
from portal_apps.sending.costs import cost_of, pages_of
from portal_apps.sending.one_message import OneMessage
from portal_apps.sending.refusals import hindrances
from portal_apps.sending.senders import text_of_sender
from portal_apps.sending.today import Today
from portal_apps.services.limits import INTERNATIONAL

SUBJECT = "This message"


@dataclass(frozen=True)
class CheckedMessage:
    """`sender` is None for one that was chosen and is gone; `pages` are those of a letter, if anybody could count them.
    `today` has the limits that the message counts towards."""

    message: OneMessage
    sender: str | None
    pages: int | None
    today: list[Today | None]

    @classmethod
    def of(cls, message: OneMessage) -> Self:
        """As many calls of the API, at once, as there are things that change by themselves: one, or two."""
        service, template = message.service, message.template
        kinds = [template.template_type]
        if template.template_type == "sms" and message.is_international:
            kinds.append(INTERNATIONAL)
        answers: list[Any] = fan_out(
            lambda: text_of_sender(service.id, template, message.sender_id),
            lambda: pages_of(message),
            *(lambda kind=kind: Today.of(service, kind, 1, SUBJECT) for kind in kinds),
        )
        sender, pages, *today = answers
        return cls(message, sender, pages, today)

    @cached_property
    def preview(self) -> Preview:
        return self.message.preview()

    @cached_property
    def hindrances(self) -> list[str]:
        return hindrances(self.message, self.preview, self.pages)

    @property
    def costs(self) -> list[str]:
        return cost_of(self.message, self.preview.fragment_count, self.pages)
