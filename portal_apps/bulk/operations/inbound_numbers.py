"""Numbers that receive text messages: which service gets which."""

from collections.abc import Sequence
from typing import Any

from gateway import current_caller, inbound_number_client, service_api_client
from portal_apps.bulk.operation import (
    Change,
    Column,
    Fault,
    Operation,
    Row,
    RowRefused,
    State,
    Unchanged,
    Verdict,
)
from portal_apps.bulk.values import identifier
from portal_apps.service_settings.receiving import FEATURE, record_started
from portal_apps.services import features
from portal_apps.services.models import Service

NUMBER, RECEIVES, SENDER = "number", "receives", "sender"
NO_SUCH_NUMBER, NOT_IN_USE, TAKEN = (
    "There is no such number",
    "The number is not in use any more",
    "Another service has the number",
)
HAS_ANOTHER = "The service has another number"
ARCHIVED = "The service is archived"
NO_HEIR = "Texts of the service could come from no other sender"


def phone_number(cell: str) -> str:
    """As the API keeps it, however it is written."""
    digits = cell.replace(" ", "").lstrip("+")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("is not a phone number")
    return f"0{digits[2:]}" if digits.startswith("44") else digits


class InboundNumbers(Operation):
    """As the page does it: the number becomes the default sender, and the service receives texts from then on."""

    columns = (
        Column("service_id", identifier, required=True),
        Column(NUMBER, phone_number, required=True),
    )
    rows_at_once = 200

    def key(self, row: Row) -> str:
        return str(row["service_id"])

    def read(self, row: Row) -> State:
        service_id = row["service_id"]
        service, own = Service.from_id(service_id), _own(service_id)
        senders = service_api_client.get_sms_senders(service_id)
        return {
            "active": service.active,
            NUMBER: own.get("number"),
            RECEIVES: service.has_permission(FEATURE),
            SENDER: next((one["sms_sender"] for one in senders if one["is_default"]), None),
        }

    def read_many(self, rows: Sequence[Row]) -> Sequence[State]:
        """The numbers are asked for once."""
        numbers = {
            phone_number(one["number"]): one
            for one in inbound_number_client.get_all_inbound_sms_number_service()["data"]
        }
        return [{**self.read(row), "wanted": numbers.get(row[NUMBER])} for row in rows]

    def plan(self, row: Row, state: State) -> Verdict:
        if reason := _why_not(row, state):
            return Fault(reason)
        wanted = {NUMBER: state["wanted"]["number"], RECEIVES: True}
        if state[NUMBER] is None:
            wanted[SENDER] = state["wanted"]["number"]
        after = {name: value for name, value in wanted.items() if state[name] != value}
        return Change({name: state[name] for name in after}, after) if after else Unchanged()

    def apply(self, row: Row, change: Change) -> None:
        service_id = row["service_id"]
        if NUMBER in change.after and not _own(service_id):
            inbound_number_client.add_inbound_number_to_service(service_id, _free_id(change.after[NUMBER]))
        features.switch(service_id, FEATURE, on=True)

    def undo(self, row: Row, change: Change) -> None:
        """The number is free again, and texts come from where they came from before."""
        service_id, before = row["service_id"], change.before
        if NUMBER in before and _own(service_id):
            if all(one["inbound_number_id"] for one in service_api_client.get_sms_senders(service_id)):
                raise RowRefused(NO_HEIR)
            service_api_client.remove_service_inbound_sms(service_id, archive=False)
        features.switch(service_id, FEATURE, on=before.get(RECEIVES, True))
        if before.get(SENDER):
            _make_default(service_id, before[SENDER])

    def audit(self, row: Row, change: Change) -> None:
        """Switching off leaves no event on the page either."""
        number = _own(row["service_id"])
        if change.after.get(RECEIVES, True) and number:
            record_started(None, row["service_id"], number["id"], by=current_caller().user_id)


def _why_not(row: Row, state: State) -> str:
    wanted = state["wanted"]
    if not state["active"]:
        return ARCHIVED
    if wanted is None:
        return NO_SUCH_NUMBER
    if state[NUMBER]:
        return "" if phone_number(state[NUMBER]) == row[NUMBER] else HAS_ANOTHER
    if wanted["service"]:
        return TAKEN
    return "" if wanted["active"] else NOT_IN_USE


def _own(service_id: str) -> dict[str, Any]:
    """Empty for a service without a number."""
    number: dict[str, Any] = inbound_number_client.get_inbound_sms_number_for_service(service_id)["data"]
    return number


def _free_id(number: str) -> str:
    for one in inbound_number_client.get_available_inbound_sms_numbers()["data"]:
        if one["number"] == number:
            return str(one["id"])
    raise RowRefused(TAKEN)


def _make_default(service_id: str, text: str) -> None:
    for one in service_api_client.get_sms_senders(service_id):
        if one["sms_sender"] == text and not one["is_default"]:
            service_api_client.update_sms_sender(service_id, one["id"], text, is_default=True)
            return
