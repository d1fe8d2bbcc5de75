"""Inviting a list of people: from the lines that were pasted to what became of each.

Everything is kept after each few invitations. If the API goes away half way, the page says who was invited and who was
not, and sending the rest begins by looking at the team again, so that nobody is invited twice.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Self

from gateway import fan_out
from gateway.errors import APIError, BadRequest, ServerError, Unavailable, field_messages
from portal_apps.core.journeys import Journey, one_at_a_time
from portal_apps.core.permissions import PortalRequest
from portal_apps.team import inviting
from portal_apps.team.inviting import Offer
from portal_apps.team.lines import UNFINISHED, Line, Outcome, compared
from portal_apps.team.models import Team

AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Batch:
    """The list of one person for one service."""

    service_id: str
    journey: Journey

    @classmethod
    def of(cls, request: PortalRequest) -> Self:
        service_id = request.visit.service.id
        return cls(service_id, Journey.of(request, "invite many", service_id))

    @property
    def lines(self) -> list[Line]:
        """In the order they were pasted; none when nothing was, or longer than an hour ago."""
        return [Line.from_json(facts) for facts in self.journey.answers.get("lines", [])]

    @property
    def offer(self) -> Offer | None:
        """Of a batch that somebody has begun to send."""
        facts = self.journey.answers.get("offer")
        return Offer(**facts) if facts else None

    def begin(self, lines: list[Line]) -> None:
        self.journey.keep(lines=[line.as_json() for line in lines], offer=None)

    def keep(self, lines: list[Line], offer: Offer) -> None:
        self.journey.keep(lines=[line.as_json() for line in lines], offer=asdict(offer))


def send(request: PortalRequest, batch: Batch, offer: Offer) -> bool:
    """Invite everybody who is new. False when the same service is already being invited for by somebody."""
    with one_at_a_time(f"inviting-{batch.service_id}") as is_first:
        if is_first:
            team = Team.of(batch.service_id)
            lines = compared(batch.lines, team)
            batch.keep(lines, offer)
            _send_new(lines, partial(_attempt, request, team, offer), partial(batch.keep, offer=offer))
    return is_first


def _send_new(lines: list[Line], attempt: Callable[[Line], Line], keep: Callable[[list[Line]], None]) -> None:
    """A few at a time, until all are done or the API does not answer any more."""
    new = [index for index, line in enumerate(lines) if line.outcome is Outcome.NEW]
    for start in range(0, len(new), AT_ONCE):
        indexes = new[start : start + AT_ONCE]
        done = fan_out(*[partial(attempt, lines[index]) for index in indexes])
        for index, line in zip(indexes, done, strict=True):
            lines[index] = line
        keep(lines)
        if any(line.outcome in UNFINISHED for line in done):
            return


def _attempt(request: PortalRequest, team: Team, offer: Offer, line: Line) -> Line:
    try:
        inviting.send(request, line.text, offer, replacing=team.invitations_to(line.text))
    except BadRequest as error:
        texts = [text for texts in field_messages(error).values() for text in texts]
        return line.with_outcome(Outcome.REFUSED, ". ".join(texts))
    except (ServerError, Unavailable):
        return line.with_outcome(Outcome.UNKNOWN)
    except APIError:
        return line
    return line.with_outcome(Outcome.SENT)


def counts(lines: list[Line]) -> dict[str, int]:
    """How many lines there are of each outcome."""
    return {str(outcome): number for outcome, number in Counter(line.outcome for line in lines).items()}
