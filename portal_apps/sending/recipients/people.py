"""The recipient of a row, by the type of the template: who it is, or what is wrong with it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from portal_apps.sending.recipients.addresses import BadAddress, read_address
from portal_apps.sending.recipients.columns import EMAIL, SMS, Columns
from portal_apps.sending.recipients.emails import BadEmail, read_email
from portal_apps.sending.recipients.findings import Fault
from portal_apps.sending.recipients.numbers import BadNumber, Number, read_number
from portal_apps.sending.recipients.rules import INTERNATIONAL_LETTERS, INTERNATIONAL_SMS, LANDLINES, Rules


class Person(NamedTuple):
    """`key` is the same for the same recipient, however it is written."""

    key: str
    international: bool = False


ReadPerson = Callable[[Sequence[str]], Person | Fault]


def reader_of(columns: Columns, rules: Rules) -> ReadPerson:
    """What reads the recipient out of the cells of a row."""
    if columns.template_type == EMAIL:
        return _reader_of_emails(columns, rules)
    if columns.template_type == SMS:
        return _reader_of_numbers(columns, rules)
    return _reader_of_addresses(columns, rules)


def _reader_of_emails(columns: Columns, rules: Rules) -> ReadPerson:
    position, allowed = columns.recipients[0], rules.allowed

    def read(cells: Sequence[str]) -> Person | Fault:
        text = cells[position]
        if not text:
            return Fault("missing-recipient", position, {"name": columns.recipient_name})
        address = read_email(text)
        if isinstance(address, BadEmail):
            return Fault(address.code, position, address.facts)
        if allowed is not None and address not in allowed:
            return Fault("not-allowed", position)
        return Person(address)

    return read


def _reader_of_numbers(columns: Columns, rules: Rules) -> ReadPerson:
    position, allowed = columns.recipients[0], rules.allowed
    permissions = rules.permissions

    def read(cells: Sequence[str]) -> Person | Fault:
        text = cells[position]
        if not text:
            return Fault("missing-recipient", position, {"name": columns.recipient_name})
        number = read_number(text)
        if isinstance(number, BadNumber):
            return Fault(number.value, position)
        if forbidden := _forbidden(number, permissions):
            return Fault(forbidden, position)
        if allowed is not None and number.digits not in allowed:
            return Fault("not-allowed", position)
        return Person(number.digits, number.international)

    return read


def _forbidden(number: Number, permissions: frozenset[str]) -> str:
    if number.international and INTERNATIONAL_SMS not in permissions:
        return "phone-international"
    return "phone-landline" if number.landline and LANDLINES not in permissions else ""


def _reader_of_addresses(columns: Columns, rules: Rules) -> ReadPerson:
    may_be_abroad = INTERNATIONAL_LETTERS in rules.permissions

    def read(cells: Sequence[str]) -> Person | Fault:
        lines = [cells[position] for position in columns.recipients]
        if not any(lines):
            return Fault("missing-recipient", None, {"name": columns.recipient_name})
        address = read_address(lines, may_be_abroad=may_be_abroad)
        if isinstance(address, BadAddress):
            return Fault(address.code, None, address.facts)
        return Person("\n".join(address.lines).lower(), address.international)

    return read
