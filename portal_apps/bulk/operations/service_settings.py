"""Settings of services that platform admins change: limits, features, retention, notes, billing, organisation."""

from typing import Any

from gateway import organisations_client, service_api_client
from portal_apps.bulk.operation import (
    Change,
    Column,
    Fault,
    Operation,
    Row,
    RowRefused,
    State,
    Unchanged,
    Values,
    Verdict,
)
from portal_apps.bulk.values import identifier, several, text, whole_number, yes_or_no
from portal_apps.service_settings.retention import CHANNELS, days_by_channel

RETENTION = {f"retention_{channel}": channel for channel in CHANNELS}
ORGANISATION, PERMISSIONS, COUNT_AS_LIVE = "organisation", "permissions", "count_as_live"
TEXTS = (
    "notes",
    "billing_contact_names",
    "billing_contact_email_addresses",
    "billing_reference",
    "purchase_order_number",
)
LIMITS = (
    "email_message_limit",
    "sms_message_limit",
    "international_sms_message_limit",
    "letter_message_limit",
    "rate_limit",
)
TYPE, TYPE_TO_COME = "organisation_type", "type of the organisation"
ATTRIBUTES = (*LIMITS, *TEXTS, "prefix_sms", PERMISSIONS, TYPE)
READ = (*ATTRIBUTES, COUNT_AS_LIVE, ORGANISATION, "active")
SIGNS = ("+", "-")


def feature(cell: str) -> str:
    name = cell.lstrip("+-")
    if not name.replace("_", "").isalpha():
        raise ValueError(f"{cell!r} is no permission")
    return cell


SETTABLE = (
    *(Column(name, whole_number()) for name in LIMITS),
    *(Column(name, whole_number(3, 90)) for name in RETENTION),
    *(Column(name, text) for name in TEXTS),
    *(Column(name, yes_or_no) for name in ("prefix_sms", COUNT_AS_LIVE)),
    Column(PERMISSIONS, several(feature)),
    Column(ORGANISATION, identifier),
)
SETTINGS = tuple(column.name for column in SETTABLE)


class ServiceSettings(Operation):
    """Every column but the first is a setting; an empty cell leaves it as it is."""

    columns = (Column("service_id", identifier, required=True), *SETTABLE)

    def key(self, row: Row) -> str:
        return str(row["service_id"])

    def read(self, row: Row) -> State:
        service = service_api_client.get_service(row["service_id"])["data"]
        state = {name: service[name] for name in READ}
        state[PERMISSIONS] = sorted(service[PERMISSIONS])
        if any(name in row.values for name in RETENTION):
            days = days_by_channel(service_api_client.get_service_data_retention(row["service_id"]))
            state |= {name: days[channel] for name, channel in RETENTION.items()}
        if ORGANISATION in row.values:
            organisation = organisations_client.get_organisation(row[ORGANISATION])
            state[TYPE_TO_COME] = organisation[TYPE]
        return state

    def plan(self, row: Row, state: State) -> Verdict:
        if not state["active"]:
            return Fault("The service is archived")
        wanted = {name: _wanted(name, row[name], state) for name in SETTINGS if name in row.values}
        after = {name: value for name, value in wanted.items() if not _is_same(value, state[name])}
        if ORGANISATION in after and state[TYPE_TO_COME] not in (None, state[TYPE]):
            after[TYPE] = state[TYPE_TO_COME]
        return Change({name: state[name] for name in after}, after) if after else Unchanged()

    def apply(self, row: Row, change: Change) -> None:
        _write(row["service_id"], change.after)

    def undo(self, row: Row, change: Change) -> None:
        if ORGANISATION in change.before and not change.before[ORGANISATION]:
            raise RowRefused("A service cannot be taken out of its organisation")
        _write(row["service_id"], change.before)


def _wanted(name: str, value: Any, state: State) -> Any:
    """Permissions may be added (+letter) and taken away (-letter), or listed, which replaces them all."""
    if name != PERMISSIONS:
        return value
    kept = set(state[PERMISSIONS]) if any(word[0] in SIGNS for word in value) else set()
    kept |= {word.lstrip("+") for word in value if word[0] != "-"}
    return sorted(kept - {word[1:] for word in value if word[0] == "-"})


def _is_same(wanted: Any, found: Any) -> bool:
    """The API keeps no text as null or as an empty one."""
    return wanted == found or (wanted == "" and found is None)


def _write(service_id: str, values: Values) -> None:
    """Each call leaves what it finds done already as it is, so that all of it can be repeated."""
    if ORGANISATION in values:
        organisations_client.update_service_organisation(service_id, values[ORGANISATION])
    if attributes := {name: values[name] for name in ATTRIBUTES if name in values}:
        service_api_client.update_service(service_id, **attributes)
    if COUNT_AS_LIVE in values:
        service_api_client.update_count_as_live(service_id, values[COUNT_AS_LIVE])
    if days := {channel: values[name] for name, channel in RETENTION.items() if name in values}:
        _keep_messages(service_id, days)


def _keep_messages(service_id: str, days: Values) -> None:
    rows = service_api_client.get_service_data_retention(service_id)
    ids = {row["notification_type"]: row["id"] for row in rows}
    for channel, number in days.items():
        if channel in ids:
            service_api_client.update_service_data_retention(service_id, ids[channel], number)
        else:
            service_api_client.create_service_data_retention(service_id, channel, number)
