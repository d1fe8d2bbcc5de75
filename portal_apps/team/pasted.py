"""Addresses out of whatever somebody pastes: a column, a CSV file, the recipients of an e-mail. Pure."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from portal_apps.core.fields import EmailAddress
from portal_apps.team.lines import Line, Outcome

CELLS = re.compile(r"[,;\t]")
IN_BRACKETS = re.compile(r"<([^<>]*)>")
HEADING = re.compile(r"e-?mail|address|name", re.IGNORECASE)
AROUND_AN_ADDRESS = " \"'()[]<>"
LONGEST_SHOWN = 100

_field = EmailAddress("off")


def read(*texts: str) -> list[Line]:
    """A line for each address, and for each line in which none was found; a row of headings is neither."""
    seen: dict[str, int] = {}
    rows = [row for text in texts for row in _rows(text)]
    return [_judged(number, typed, seen) for number, row in rows for typed in _addresses(row) or [row]]


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """The lines with something in them, by their number. The first is skipped when it names the columns below."""
    rows = [(number, row.strip()) for number, row in enumerate(text.splitlines(), start=1) if row.strip()]
    if len(rows) > 1 and "@" not in rows[0][1] and HEADING.search(rows[0][1]):
        rows = rows[1:]
    yield from rows


def _addresses(row: str) -> list[str]:
    """What is meant as an address: everything with an @ in it. Names and other columns are passed over."""
    found = []
    for cell in CELLS.split(row):
        words = IN_BRACKETS.findall(cell) or cell.split()
        found += [word.strip(AROUND_AN_ADDRESS).removeprefix("mailto:") for word in words if "@" in word]
    return found


def _judged(number: int, typed: str, seen: dict[str, int]) -> Line:
    """`seen` has the number of the line on which each address stands first."""
    try:
        email_address: str = _field.clean(typed)
    except ValidationError:
        return Line(number, typed[:LONGEST_SHOWN], Outcome.WRONG)
    key = email_address.casefold()
    if key in seen:
        return Line(number, email_address, Outcome.DUPLICATE, f"Same as line {seen[key]}")
    seen[key] = number
    return Line(number, email_address, Outcome.NEW)
