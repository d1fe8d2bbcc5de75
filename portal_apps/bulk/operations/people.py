"""What is done about people: each row is one person, and one action."""

from collections.abc import Callable
from dataclasses import dataclass

from gateway import current_caller
from gateway.errors import NotFound
from portal_apps.bulk.operation import (
    Change,
    Column,
    Fault,
    Operation,
    Row,
    RowRefused,
    State,
    Values,
    Verdict,
)
from portal_apps.bulk.operations import accounts, memberships
from portal_apps.bulk.operations.service_invitations import AUTH_TYPE, FOLDERS, PERMISSIONS
from portal_apps.bulk.values import email_address, identifier, one_of
from portal_apps.users.models import User

NOBODY = "Nobody has this address or id"
NOT_THE_SAME = "The address is not that of the id"
YOUR_OWN = "Nobody does this to the account they act with"


@dataclass(frozen=True, slots=True)
class Action:
    """`needs` are the columns that it cannot do without, besides the email or the user_id."""

    needs: tuple[str, ...]
    read: Callable[[Row, User], State]
    plan: Callable[[Row, State], Verdict]
    write: Callable[[Row, str, Change], None]
    record: Callable[[Row, str, Change], None]


def _membership(*needs: str) -> Action:
    return Action(needs, memberships.read, memberships.plan, memberships.write, memberships.record)


def _account(*needs: str) -> Action:
    return Action(needs, accounts.read, accounts.plan, accounts.write, accounts.record)


ACTIONS = {
    memberships.ADD: _membership("service_id", "permissions"),
    memberships.REMOVE: _membership("service_id"),
    memberships.SET: _membership("service_id", "permissions"),
    accounts.CHANGE_AUTH: _account("auth_type"),
    # Said twice, because it cannot be undone; and the event keeps the address.
    accounts.ARCHIVE: _account("user_id", "email"),
}


class People(Operation):
    """By their address or their id. A row that is done has the id alone."""

    columns = (
        Column("email", email_address, personal=True),
        Column("user_id", identifier),
        Column("action", one_of(*ACTIONS), required=True),
        Column("service_id", identifier),
        PERMISSIONS,
        FOLDERS,
        AUTH_TYPE,
    )

    def key(self, row: Row) -> str:
        who = row.get("user_id") or row["email"]
        return f"{who} {row.get('service_id') or row['action']}"

    def subject(self, row: Row) -> str:
        return str(row.get("user_id", ""))

    def lane(self, row: Row) -> str:
        """A team must keep somebody who manages it: of two, only one may go."""
        return str(row.get("service_id", ""))

    def read(self, row: Row) -> State:
        person = _person(row)
        own = {
            "user_id": person.id,
            "is_active": person.is_active,
            "is_same": person.is_archived or row.get("email", "") in ("", person.email_address.casefold()),
        }
        return {**own, **ACTIONS[row["action"]].read(row, person)}

    def plan(self, row: Row, state: State) -> Verdict:
        return ACTIONS[row["action"]].plan(row, state) if state["is_same"] else Fault(NOT_THE_SAME)

    def apply(self, row: Row, change: Change) -> Values:
        user_id = _person(row).id
        if user_id == current_caller().user_id:
            raise RowRefused(YOUR_OWN)
        ACTIONS[row["action"]].write(row, user_id, change)
        return {"user_id": user_id}

    def undo(self, row: Row, change: Change) -> None:
        self.apply(row, change.reversed)

    def found(self, row: Row, state: State) -> Values:
        del row
        return {"user_id": state["user_id"]}

    def audit(self, row: Row, change: Change) -> None:
        ACTIONS[row["action"]].record(row, _person(row).id, change)


def _person(row: Row) -> User:
    try:
        if user_id := row.get("user_id"):
            return User.from_id(user_id)
        person = User.from_email_address_or_none(row["email"])
    except NotFound:
        person = None
    if person is None:
        raise RowRefused(NOBODY)
    return person
