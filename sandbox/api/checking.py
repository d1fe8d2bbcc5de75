"""One value against one declared schema."""

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sandbox import addressees
from sandbox.api import recipients
from sandbox.api.problems import NOT_A_UUID, NOT_HTTPS, Problem

Rule = Mapping[str, Any]

# Days and moments within these can have days added and be seen from another time zone.
FIRST_YEAR, LAST_YEAR = 1900, 2999

TYPES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


# What `json_schema` says of a value of another type, where the format has a sentence of its own.
MEANT = {
    "uuid": NOT_A_UUID,
    "https-url": NOT_HTTPS,
    "personalisation": "should contain key value pairs",
}


def _is_uuid(text: str) -> str | None:
    try:
        uuid.UUID(text)
    except ValueError:
        return NOT_A_UUID
    return None


def _is_datetime(text: str) -> str | None:
    try:
        year = datetime.fromisoformat(text).year
    except ValueError:
        year = 0
    return None if FIRST_YEAR <= year <= LAST_YEAR else "Not a valid datetime."


def _is_day(text: str) -> str | None:
    try:
        year = date.fromisoformat(text).year
    except ValueError:
        year = 0
    return None if FIRST_YEAR <= year <= LAST_YEAR else "Not a valid date."


def _matches(pattern: str, complaint: str) -> Callable[[str], str | None]:
    return lambda text: None if re.fullmatch(pattern, text) else complaint


FORMATS: Mapping[str, Callable[[str], str | None]] = {
    "uuid": _is_uuid,
    "email_address": recipients.email_address_complaint,
    "phone_number": recipients.phone_number_complaint,
    "text_recipient": addressees.complaint_to_programs,
    "https-url": _matches(r"https://\S+", NOT_HTTPS),
    "date-time": _is_datetime,
    "date": _is_day,
    "literal-true": lambda _text: None,
    "postage": _matches(r"first|second|economy", "invalid. It must be either first, second or economy."),
    "postage_including_international": _matches(
        r"first|second|economy|europe|rest-of-world",
        "invalid. It must be first, second, economy, europe or rest-of-world.",
    ),
}


def problems_of(name: str, value: Any, rule: Rule) -> Iterator[Problem]:
    types = rule.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(TYPES[kind](value) for kind in types):
        meant = MEANT.get(rule.get("format", ""), "")
        yield Problem(name, "type", value, ", ".join(types), meant)
        return
    if value is None:
        return
    if "enum" in rule and value not in rule["enum"]:
        yield Problem(name, "enum", value, rule["enum"])
    if isinstance(value, str):
        yield from _text_problems(name, value, rule)
    if isinstance(value, int):
        yield from _number_problems(name, value, rule)
    if isinstance(value, list):
        if len(value) < rule.get("minItems", 0):
            yield Problem(name, "minLength", value, rule["minItems"])
        for item in value:
            yield from problems_of(name, item, rule.get("items", {}))


def _number_problems(name: str, value: int, rule: Rule) -> Iterator[Problem]:
    if value < rule.get("minimum", value):
        yield Problem(name, "minimum", value, rule["minimum"])
    if value > rule.get("maximum", value):
        yield Problem(name, "maximum", value, rule["maximum"])


def _text_problems(name: str, value: str, rule: Rule) -> Iterator[Problem]:
    if len(value) < rule.get("minLength", 0):
        yield Problem(name, "minLength", value, rule["minLength"])
    if len(value) > rule.get("maxLength", len(value)):
        yield Problem(name, "maxLength", value, rule["maxLength"])
    if "pattern" in rule and not re.search(rule["pattern"], value):
        yield Problem(name, "pattern", value, rule["pattern"])
    complaint = FORMATS[rule["format"]](value) if "format" in rule else None
    if complaint:
        yield Problem(name, "format", value, complaint)
