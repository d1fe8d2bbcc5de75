# ruff: noqa: RUF001 - the sentences are the API's, with its dashes and apostrophes
"""What was typed as the recipient of a message, read as an e-mail address or a phone number, or refused."""

import re
from dataclasses import dataclass

from django.http import HttpResponse

from sandbox.api.errors import BadRequestError, Family, listed
from sandbox.api.recipients import email_address_complaint, normalised

UK = "44"
UK_DIGITS = 10
LONGEST_WITHOUT_ZERO = 11
SHORTEST_INTERNATIONAL = 8
LONGEST_INTERNATIONAL = 15
LANDLINE_STARTS = ("1", "2", "3")

# (what the portal is told, what a program is told)
UNKNOWN_CHARACTER = (
    "Mobile numbers can only include: 0 1 2 3 4 5 6 7 8 9 ( ) + -",
    "Must not contain letters or symbols",
)
TOO_SHORT = ("Mobile number is too short", "Not enough digits")
TOO_LONG = ("Mobile number is too long", "Too many digits")
NOT_A_MOBILE = (
    "This does not look like a UK mobile number – double check the mobile number you entered",
    "Not a UK mobile number",
)


class InvalidPhoneError(BadRequestError):
    """`short` is the wording of the public API."""

    def __init__(self, texts: tuple[str, str]) -> None:
        super().__init__(texts[0])
        self.short = texts[1]

    def response(self, family: Family = "v1") -> HttpResponse:
        if family == "v2":
            return listed([(type(self).__name__, self.short)], self.status)
        return super().response(family)


@dataclass(frozen=True)
class Recipient:
    to: str
    normalised: str
    international: bool = False
    phone_prefix: str | None = None
    # What a letter abroad costs, whatever its template says.
    postage: str | None = None


def phone_number(text: str, *, landlines: bool = False) -> Recipient:
    """Raises InvalidPhoneError."""
    digits = re.sub(r"[\s()\-.\u200b-\u200d]", "", text)
    is_abroad = digits.startswith(("+", "00")) and not digits.lstrip("+0").startswith(UK)
    digits = digits.removeprefix("+")
    if digits and not digits.isdecimal():
        raise InvalidPhoneError(UNKNOWN_CHARACTER)
    if not is_abroad and _looks_british(digits):
        return _british(text, digits, landlines=landlines)
    digits = digits.lstrip("0")
    if len(digits) < SHORTEST_INTERNATIONAL:
        raise InvalidPhoneError(TOO_SHORT)
    if len(digits) > LONGEST_INTERNATIONAL:
        raise InvalidPhoneError(TOO_LONG)
    # North America and Russia have one digit; for the rest two are near enough for a sandbox.
    prefix = digits[:1] if digits.startswith(("1", "7")) else digits[:2]
    return Recipient(text.strip(), digits, international=True, phone_prefix=prefix)


def complaint_to_programs(number: str) -> str | None:
    """What is wrong with a number whoever is asked to write to it; landlines are for each service to decide."""
    try:
        phone_number(number, landlines=True)
    except InvalidPhoneError as error:
        return error.short
    return None


def email_address(text: str) -> Recipient:
    """Raises BadRequestError."""
    complaint = email_address_complaint(text.strip())
    if complaint:
        raise BadRequestError(complaint)
    return Recipient(text.strip(), normalised(text, "email"))


def _looks_british(digits: str) -> bool:
    return digits.startswith(("0", UK)) or (digits.startswith("7") and len(digits) < LONGEST_WITHOUT_ZERO)


def _british(text: str, digits: str, *, landlines: bool) -> Recipient:
    national = digits.removeprefix("00").removeprefix(UK).lstrip("0")
    if not national.startswith("7") and not (landlines and national.startswith(LANDLINE_STARTS)):
        raise InvalidPhoneError(NOT_A_MOBILE)
    if len(national) < UK_DIGITS:
        raise InvalidPhoneError(TOO_SHORT)
    if len(national) > UK_DIGITS:
        raise InvalidPhoneError(TOO_LONG)
    return Recipient(text.strip(), UK + national, phone_prefix=UK)
