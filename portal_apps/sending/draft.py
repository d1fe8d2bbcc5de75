"""A message to one person while it is being put together, kept on the server for an hour. It is sent once at most.

Draft.begin(request, template_id, recipient)     # a new one, in place of any other for the template
Draft.of(request, template_id)                   # the one that was begun; None when there is none, or it is over
"""

from dataclasses import dataclass, field
from typing import Any, Self
from uuid import uuid4

from portal_apps.core.journeys import Journey
from portal_apps.core.permissions import PortalRequest


@dataclass(frozen=True, slots=True)
class Draft:
    """`values` are by the normalised names of placeholders. `attempted_at` is when the API was last given the message
    without a refusal, and `notification_id` what it made of it, once that is known."""

    journey: Journey
    id: str
    recipient: str = ""
    values: dict[str, str] = field(default_factory=dict)
    attempted_at: str = ""
    notification_id: str = ""

    @classmethod
    def begin(cls, request: PortalRequest, template_id: str, recipient: str = "") -> Self:
        journey = _journey(request, template_id)
        journey.end()
        draft = cls(journey, str(uuid4()), recipient)
        draft.keep(id=draft.id, recipient=recipient)
        return draft

    @classmethod
    def of(cls, request: PortalRequest, template_id: str) -> Self | None:
        return cls._from(_journey(request, template_id))

    @classmethod
    def _from(cls, journey: Journey) -> Self | None:
        answers = journey.answers
        return cls(journey, **answers) if answers else None

    def now(self) -> "Draft | None":
        """The same draft as it is kept now; None when another took its place."""
        draft = Draft._from(self.journey)
        return draft if draft and draft.id == self.id else None

    def keep(self, **answers: Any) -> None:
        self.journey.keep(**answers)

    def answer(self, key: str, value: str) -> None:
        self.keep(values={**self.values, key: value})


def _journey(request: PortalRequest, template_id: str) -> Journey:
    return Journey.of(request, "one-off", f"{request.visit.service.id} {template_id}")
