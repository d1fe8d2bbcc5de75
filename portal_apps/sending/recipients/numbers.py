"""Phone numbers of a file: what is a number of a phone, and what is wrong with those that are none.

The rules are those of the phonenumbers library, which takes tens of microseconds for each number. Nearly all numbers
of a file are British mobiles, so these are matched against the same patterns of the same library in one step; a test
proves that both say the same. Numbers which Ofcom keeps for examples, like 07700 900982, belong to nobody and are
no numbers for the library. They are here, because people try things out with them.
"""

import re
from enum import StrEnum
from typing import NamedTuple

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumberType, ValidationResult

UK = 44
UK_DIGITS = 10
# A mobile with a digit too many is no number in Kazakhstan.
MEANT_AS_BRITISH = ("+", "0", "44", "7")
# They share the country code of the United Kingdom.
UK_REGIONS = ("GB", "GG", "IM", "JE")
EXAMPLE_MOBILE, EXAMPLE_LANDLINE = "7700900", "1632960"

SEPARATORS = re.compile("[\\s().\\-\u2010-\u2015\u2212\u200b-\u200d\u2060\ufeff]")
TYPED = re.compile(r"\+?[0-9]+")
# How spreadsheets write large numbers, without the point that was taken for a separator: 4477E+11
SHORTENED = re.compile(r"[0-9]+[eE]\+?[0-9]+")


class BadNumber(StrEnum):
    """The codes of what can be wrong."""

    SHORTENED = "phone-shortened"
    SIGNS = "phone-signs"
    TOO_SHORT = "phone-too-short"
    TOO_LONG = "phone-too-long"
    NOT_A_MOBILE = "phone-not-uk-mobile"
    UNUSED = "phone-unused"
    UNKNOWN_COUNTRY = "phone-unknown-country"


class Number(NamedTuple):
    """`digits` with the country code in front: 447700900982."""

    digits: str
    international: bool = False
    landline: bool = False


def _uk_mobiles() -> str:
    metadata = [PhoneMetadata.metadata_for_region(region) for region in UK_REGIONS]
    return "|".join(str(facts.mobile.national_number_pattern) for facts in metadata if facts and facts.mobile)


_UK_MOBILE = re.compile(
    rf"(?:(?:\+|00)?{UK})?0?({_uk_mobiles()}|{EXAMPLE_MOBILE}\d{{3}})(?<=\d{{{UK_DIGITS}}})", re.ASCII
)
_LANDLINES = {
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE,
    PhoneNumberType.UAN,
}
_REASONS = {
    ValidationResult.TOO_SHORT: BadNumber.TOO_SHORT,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: BadNumber.TOO_SHORT,
    ValidationResult.TOO_LONG: BadNumber.TOO_LONG,
}
_UNREAD = {
    NumberParseException.INVALID_COUNTRY_CODE: BadNumber.UNKNOWN_COUNTRY,
    NumberParseException.TOO_LONG: BadNumber.TOO_LONG,
}


def read_number(text: str) -> Number | BadNumber:
    """The number that was typed, whoever may send to it."""
    typed = SEPARATORS.sub("", text)
    match = _UK_MOBILE.fullmatch(typed)
    if match:
        return Number(f"{UK}{match[1]}")
    return read_by_library(typed)


def read_by_library(typed: str) -> Number | BadNumber:
    """The same for any number without separators, from scratch."""
    if not TYPED.fullmatch(typed):
        return BadNumber.SHORTENED if SHORTENED.fullmatch(typed) else BadNumber.SIGNS
    found = _parsed(typed, "GB")
    if isinstance(found, BadNumber):
        return found
    if found.country_code != UK:
        return _international(found)
    british = _british(found)
    if isinstance(british, BadNumber) and not typed.startswith(MEANT_AS_BRITISH):
        # Spreadsheets take the plus sign of a number away.
        return _abroad_without_plus(typed) or british
    return british


def _parsed(typed: str, region: str | None) -> phonenumbers.PhoneNumber | BadNumber:
    try:
        return phonenumbers.parse(typed, region)
    except NumberParseException as error:
        return _UNREAD.get(error.error_type, BadNumber.TOO_SHORT)


def _british(found: phonenumbers.PhoneNumber) -> Number | BadNumber:
    national = str(found.national_number)
    digits = f"{UK}{national}"
    is_whole = len(national) == UK_DIGITS
    kind = phonenumbers.number_type(found)
    if kind == PhoneNumberType.MOBILE or (is_whole and national.startswith(EXAMPLE_MOBILE)):
        return Number(digits)
    if kind in _LANDLINES or (is_whole and national.startswith(EXAMPLE_LANDLINE)):
        return Number(digits, landline=True)
    if not national.startswith("7") or kind != PhoneNumberType.UNKNOWN:
        return BadNumber.NOT_A_MOBILE
    if is_whole:
        return BadNumber.UNUSED
    return BadNumber.TOO_SHORT if len(national) < UK_DIGITS else BadNumber.TOO_LONG


def _international(found: phonenumbers.PhoneNumber) -> Number | BadNumber:
    if phonenumbers.is_valid_number(found):
        e164 = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
        return Number(e164.removeprefix("+"), international=True)
    return _REASONS.get(phonenumbers.is_possible_number_with_reason(found), BadNumber.UNUSED)


def _abroad_without_plus(typed: str) -> Number | None:
    found = _parsed(f"+{typed}", None)
    if isinstance(found, BadNumber):
        return None
    number = _international(found)
    return number if isinstance(number, Number) else None
