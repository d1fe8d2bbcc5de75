"""Invitations to many people: each is sent once, whatever happens on the way, and can be taken back until it is accepted."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from gateway import current_caller
from portal_apps.bulk.operation import (
    Change,
    Column,
    Fault,
    Operation,
    Row,
    RowRefused,
    Skip,
    State,
    Values,
    Verdict,
)
from portal_apps.bulk.values import email_address

INVITATION, PENDING, MEMBER = "invitation", "pending", "member"
ALREADY_MEMBER, ALREADY_INVITED = "Is a member already", "Has an invitation already"
ACCEPTED = "The invitation was accepted. bulk_users takes people out of a team"
NOT_OURS = "The invitation that is there is somebody else's"
EMAIL = Column("email", email_address, required=True, personal=True)
# For whoever reads the file: an invited person types their own name.
NAME = Column("name", personal=True)


class Invitations(Operation):
    """To a place: a service or an organisation. A row is one person and one place."""

    idempotent = False
    rows_at_once = 250
    place: ClassVar[str]
    # What an invitation offers, by the names of changes.
    offered: ClassVar[tuple[str, ...]]

    def key(self, row: Row) -> str:
        return f"{row[self.place]} {row['email']}"

    def read(self, row: Row) -> State:
        """By its id once it is sent: nobody's address is kept any more then."""
        if invite_id := row.get("invite_id"):
            return self._sent(self.invitation(row[self.place], invite_id))
        if "email" not in row.values:
            raise RowRefused(NOT_OURS)
        return self._standing(*self.people(row[self.place]), row["email"])

    def read_many(self, rows: Sequence[Row]) -> Sequence[State]:
        """The people of a place are asked for once, and what decides whether anybody can be invited to it."""
        places = {row[self.place]: row for row in rows}
        facts = {place: self.facts(place) for place in places}
        people = {place: self.people(place) for place in places}
        return [
            {**facts[place], **self._standing(*people[place], row["email"])}
            for row in rows
            for place in [row[self.place]]
        ]

    def plan(self, row: Row, state: State) -> Verdict:
        if state[INVITATION]:
            return Skip(ALREADY_MEMBER if state[INVITATION] == MEMBER else ALREADY_INVITED)
        if reason := self.why_not(row, state):
            return Fault(reason)
        return Change(self._nothing, {INVITATION: PENDING, **self.offer(row, state)})

    def found(self, row: Row, state: State) -> Values | None:
        """Nobody's invitation is taken back but ours."""
        del row
        return {"invite_id": state["invite_id"]} if state.get("is_ours") else None

    def undo(self, row: Row, change: Change) -> None:
        del change
        self.cancel(row[self.place], row.get("invite_id") or self._id_of_ours(row))

    def _id_of_ours(self, row: Row) -> str:
        """Of a row of which nobody has seen what became of it."""
        state = self.read(row)
        if not state.get("is_ours"):
            raise RowRefused(NOT_OURS)
        invite_id: str = state["invite_id"]
        return invite_id

    def _standing(self, members: Iterable[str], invitations: Iterable[dict[str, Any]], address: str) -> State:
        if address in (member.casefold() for member in members):
            return {**self._nothing, INVITATION: MEMBER}
        good = (one for one in invitations if one["email_address"].casefold() == address)
        return next(map(self._pending, good), self._nothing)

    def _sent(self, invitation: dict[str, Any]) -> State:
        if invitation["status"] == "accepted":
            raise RowRefused(ACCEPTED)
        return self._pending(invitation) if invitation["status"] == PENDING else self._nothing

    def _pending(self, invitation: dict[str, Any]) -> State:
        return {
            INVITATION: PENDING,
            **self.offer_of(invitation),
            "invite_id": invitation["id"],
            "is_ours": self.inviter_of(invitation) == current_caller().user_id,
        }

    @property
    def _nothing(self) -> dict[str, Any]:
        return dict.fromkeys((INVITATION, *self.offered))

    # What differs between the places

    @abstractmethod
    def facts(self, place: str) -> State:
        """Of the place itself, for `why_not` and `offer`."""

    @abstractmethod
    def people(self, place: str) -> tuple[list[str], list[dict[str, Any]]]:
        """The addresses of the members, and the invitations that somebody could still accept."""

    @abstractmethod
    def invitation(self, place: str, invite_id: str) -> dict[str, Any]:
        """One invitation, whatever became of it."""

    @abstractmethod
    def cancel(self, place: str, invite_id: str) -> None:
        """Take an invitation back."""

    @abstractmethod
    def why_not(self, row: Row, state: State) -> str:
        """Why nobody can be invited like this; empty when somebody can."""

    @abstractmethod
    def offer(self, row: Row, state: State) -> Values:
        """What the row offers."""

    @abstractmethod
    def offer_of(self, invitation: dict[str, Any]) -> Values:
        """What an invitation offers."""

    @abstractmethod
    def inviter_of(self, invitation: dict[str, Any]) -> str:
        """The id of the person who sent it."""
