"""Numbers that receive text messages, given to services."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gateway import EventType, current_caller, inbound_number_client, service_api_client
from portal_apps.bulk.operation import Change, Column, Fault, Operation, Row, State, Unchanged, Verdict
from portal_apps.bulk.source import BadRow
from portal_apps.bulk.values import identifier
from portal_apps.core import audit
from portal_apps.services import features
from portal_apps.services.models import Service

FEATURE, NUMBER_ID, NUMBERS = "inbound_sms", "inbound_number_id", "numbers"


def number(cell: str) -> str:
    """07700 900123 and +44 7700 900123 are the same."""
    digits = _one_spelling(cell)
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("is not a number")
    return digits


def _one_spelling(number: str) -> str:
    plain = "".join(sign for sign in number if sign not in " +()-")
    return f"44{plain[1:]}" if plain.startswith("0") else plain


class InboundNumbers(Operation):
    """What the page about the number of a service does: the number becomes its sender, and it receives texts."""

    columns = (Column("service_id", identifier, required=True), Column("number", number, required=True))
    rows_at_once = 100

    def key(self, row: Row) -> str:
        return str(row["service_id"])

    def read(self, row: Row) -> State:
        service = Service.from_id(row["service_id"])
        own = inbound_number_client.get_inbound_sms_number_for_service(service.id)["data"]
        return {
            "active": service.active,
            FEATURE: service.has_permission(FEATURE),
            NUMBER_ID: own.get("id"),
        }

    def read_many(self, rows: Sequence[Row]) -> Sequence[State]:
        """For the plan, which looks up all numbers once for many services."""
        found = inbound_number_client.get_all_inbound_sms_number_service()["data"]
        numbers = {_one_spelling(one["number"]): one for one in found}
        return [{**self.read(row), NUMBERS: numbers} for row in rows]

    def plan(self, row: Row, state: State) -> Verdict:
        if not state["active"]:
            return Fault("The service is archived")
        wanted = state[NUMBERS].get(row["number"])
        if complaint := _complaint(wanted, state[NUMBER_ID]):
            return Fault(complaint)
        after = {NUMBER_ID: wanted["id"], FEATURE: True}
        after = {name: value for name, value in after.items() if value != state[name]}
        return Change({name: state[name] for name in after}, after) if after else Unchanged()

    def apply(self, row: Row, change: Change) -> None:
        """Where only the first call has landed, the number is there already."""
        service_id = row["service_id"]
        if NUMBER_ID in change.after and not self.read(row)[NUMBER_ID]:
            inbound_number_client.add_inbound_number_to_service(service_id, change.after[NUMBER_ID])
        features.switch(service_id, FEATURE, on=True)

    def undo(self, row: Row, change: Change) -> None:
        """The number is free for others again, and the oldest other sender of the service is the default."""
        if NUMBER_ID in change.before and self.read(row)[NUMBER_ID]:
            service_api_client.remove_service_inbound_sms(row["service_id"], archive=False)
        # The number takes the feature with it, which was on before if the change does not say so.
        features.switch(row["service_id"], FEATURE, on=change.before.get(FEATURE, True))

    def audit(self, row: Row, change: Change) -> None:
        """The pages leave no event when a service stops receiving texts."""
        if change.after.get(FEATURE) or change.after.get(NUMBER_ID):
            audit.record(
                None,
                EventType.SET_INBOUND_SMS_ON,
                user_id=current_caller().user_id,
                service_id=row["service_id"],
                inbound_number_id=change.after.get(NUMBER_ID) or self.read(row)[NUMBER_ID],
            )


def _complaint(wanted: Mapping[str, Any] | None, own_id: str | None) -> str:
    if wanted is None:
        return "There is no such number"
    if wanted["id"] == own_id:
        return ""
    if own_id:
        return "The service has another number already"
    if not wanted["active"]:
        return "Nobody can have this number any more"
    return "Another service has this number" if wanted["service"] else ""


def each_number_once(rows: Iterable[Row | BadRow]) -> Iterator[Row | BadRow]:
    first: dict[str, int] = {}
    for row in rows:
        if isinstance(row, Row) and first.setdefault(row["number"], row.number) != row.number:
            yield BadRow(row.number, "number", f"is in row {first[row['number']]} already")
        else:
            yield row
