"""One line of a list of people to invite, and what becomes of it."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

from portal_apps.team.models import Team


class Outcome(StrEnum):
    NEW = "new"  # to be invited, and not invited yet
    MEMBER = "member"
    INVITED = "invited"  # before, by somebody
    DUPLICATE = "duplicate"
    WRONG = "wrong"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"  # the API took it and did not answer


# Nothing changes them any more.
SETTLED = frozenset({Outcome.DUPLICATE, Outcome.WRONG, Outcome.SENT, Outcome.REFUSED})
UNFINISHED = frozenset({Outcome.NEW, Outcome.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str  # the address, or what stands there instead of one
    outcome: Outcome
    note: str = ""

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Self:
        return cls(**{**facts, "outcome": Outcome(facts["outcome"])})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def with_outcome(self, outcome: Outcome, note: str = "") -> "Line":
        return replace(self, outcome=outcome, note=note)


def compared(lines: Iterable[Line], team: Team) -> list[Line]:
    """The lines as things stand now: whoever is in the team or holds a good invitation is not invited again."""
    members = {one.email_address.casefold() for one in team.members}
    invited = {one.email_address.casefold() for one in team.invitations if not one.has_expired}
    return [line if line.outcome in SETTLED else _compared(line, members, invited) for line in lines]


def _compared(line: Line, members: Collection[str], invited: Collection[str]) -> Line:
    address = line.text.casefold()
    if address in members:
        return line.with_outcome(Outcome.MEMBER)
    if address in invited:
        # What nobody knew turned out well.
        return line.with_outcome(Outcome.SENT if line.outcome is Outcome.UNKNOWN else Outcome.INVITED)
    return line.with_outcome(Outcome.NEW)
