"""The address of a letter, which arrives as placeholders: address_line_1 to address_line_7."""

from collections.abc import Mapping
from typing import Any

from sandbox.api.errors import BadRequestError
from sandbox.personalisation import key_of
from sandbox.recipient_checks import Recipient

LINES = 7
FEWEST = 3
TOO_FEW = f"Address must be at least {FEWEST} lines"
TOO_MANY = f"Address must be no more than {LINES} lines"


def address_lines(values: Mapping[str, Any]) -> list[str]:
    by_key = {key_of(name): str(value).strip() for name, value in values.items() if value is not None}
    # A postcode column is the older way to write the last line.
    names = [*(f"addressline{number}" for number in range(1, LINES + 1)), "postcode"]
    return [by_key[name] for name in names if by_key.get(name)]


def recipient(values: Mapping[str, Any]) -> Recipient:
    """Raises BadRequestError for an address no letter could reach."""
    lines = address_lines(values)
    if len(lines) < FEWEST:
        raise BadRequestError(TOO_FEW)
    if len(lines) > LINES:
        raise BadRequestError(TOO_MANY)
    to = "\n".join(lines)
    return Recipient(to, "".join(to.split()).lower())
