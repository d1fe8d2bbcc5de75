"""Request bodies, declared as a subset of JSON Schema and refused with the API's own sentences.

The real API has two families of body checks, and the portal meets both:
`json_schema` answers {"status_code": 400, "errors": [...]}, `fields` answers {"result": "error", "message": {field: [...]}}.
A `Body` says which one a route uses; the declarations themselves are plain dictionaries, so that an OpenAPI document
can be written from them.
"""

import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sandbox import addressees
from sandbox.api import recipients
from sandbox.api.errors import ApiError, BadRequestError, SchemaError

Schema = Mapping[str, Any]
Json = dict[str, Any]
ErrorFamily = Literal["json_schema", "fields"]

# The API keeps its numbers in columns of 32 bits.
LARGEST = 2**31 - 1
# Days and moments within these can have days added and be seen from another time zone.
FIRST_YEAR, LAST_YEAR = 1900, 2999

STRING: Schema = {"type": "string"}
FILLED_STRING: Schema = {"type": "string", "minLength": 1}
INTEGER: Schema = {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST}
NUMBER: Schema = {"type": "number"}
BOOLEAN: Schema = {"type": "boolean"}
UUID: Schema = {"type": "string", "format": "uuid"}
PERSONALISATION: Schema = {"type": "object", "format": "personalisation"}
EMAIL: Schema = {"type": "string", "format": "email_address"}
PHONE: Schema = {"type": "string", "format": "phone_number"}
DATETIME: Schema = {"type": "string", "format": "date-time"}
ANYTHING: Schema = {}
SOMETHING: Schema = {"type": ["object", "array", "string", "number", "boolean"]}


def or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema.get("type", "string"), "null"]}


def one_of(values: tuple[str, ...]) -> Schema:
    return {"enum": list(values)}


def list_of(items: Schema, **limits: int) -> Schema:
    return {"type": "array", "items": items, **limits}


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a value: which rule of the schema it breaks, and the rule's argument."""

    name: str
    rule: str
    value: Any = None
    argument: Any = None
    # What the value should have been, where the declaration says so in words of its own.
    meant: str = ""


@dataclass(frozen=True)
class Body:
    properties: Mapping[str, Schema] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    additional: bool = True
    family: ErrorFamily = "json_schema"
    # (if, then): `required` of the second holds for a body that satisfies the first, as in JSON Schema if/then.
    conditional: tuple[tuple["Body", "Body"], ...] = ()
    # What holds instead of all this for a body that has this key.
    instead: Mapping[str, "Body"] = field(default_factory=dict)
    # What the API checks before everything else, and refuses alone.
    ahead: "Body | None" = None

    def checked(self, value: Any) -> Json:
        """The value itself when it is fine. Raises `refusal`, by family a SchemaError or a BadRequestError."""
        problems = list(self.problems(value))
        if problems:
            raise self.refusal(problems)
        return dict(value)

    def refusal(self, problems: Sequence[Problem]) -> ApiError:
        if self.family == "json_schema":
            return SchemaError([json_schema_text(problem) for problem in problems])
        texts: dict[str, list[str]] = {}
        for problem in problems:
            texts.setdefault(problem.name or "_schema", []).append(field_text(problem))
        return BadRequestError(texts)

    def problems(self, value: Any) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem("", "type", value, "object")
            return
        other = next((body for key, body in self.instead.items() if key in value), None)
        if other:
            yield from other.problems(value)
            return
        ahead = list(self.ahead.problems(value)) if self.ahead else []
        if ahead:
            yield from ahead
            return
        for condition, consequence in self.conditional:
            if not list(condition.problems(value)):
                yield from consequence.problems(value)
        yield from (Problem(name, "required") for name in self.required if name not in value)
        for name, schema in self.properties.items():
            if name in value:
                yield from _problems_of(name, value[name], schema)
        if not self.additional:
            yield from (Problem("", "additional", name) for name in value if name not in self.properties)


TYPES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


NOT_A_UUID = "is not a valid UUID"
NOT_HTTPS = "is not a valid https url"
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


def _problems_of(name: str, value: Any, schema: Schema) -> Iterator[Problem]:
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(TYPES[kind](value) for kind in types):
        meant = MEANT.get(schema.get("format", ""), "")
        yield Problem(name, "type", value, ", ".join(types), meant)
        return
    if value is None:
        return
    if "enum" in schema and value not in schema["enum"]:
        yield Problem(name, "enum", value, schema["enum"])
    if isinstance(value, str):
        yield from _text_problems(name, value, schema)
    if isinstance(value, int):
        yield from _number_problems(name, value, schema)
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield Problem(name, "minLength", value, schema["minItems"])
        for item in value:
            yield from _problems_of(name, item, schema.get("items", {}))


def _number_problems(name: str, value: int, schema: Schema) -> Iterator[Problem]:
    if value < schema.get("minimum", value):
        yield Problem(name, "minimum", value, schema["minimum"])
    if value > schema.get("maximum", value):
        yield Problem(name, "maximum", value, schema["maximum"])


def _text_problems(name: str, value: str, schema: Schema) -> Iterator[Problem]:
    if len(value) < schema.get("minLength", 0):
        yield Problem(name, "minLength", value, schema["minLength"])
    if len(value) > schema.get("maxLength", len(value)):
        yield Problem(name, "maxLength", value, schema["maxLength"])
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield Problem(name, "pattern", value, schema["pattern"])
    complaint = FORMATS[schema["format"]](value) if "format" in schema else None
    if complaint:
        yield Problem(name, "format", value, complaint)


JSON_SCHEMA_TEXTS = {
    "required": "{name} is a required property",
    "additional": "Additional properties are not allowed ({value} was unexpected)",
    "type": "{shown} is not of type {argument}",
    "enum": "{shown} is not one of [{argument}]",
    "minLength": "{shown} is too short",
    "maxLength": "{shown} is too long",
    "minimum": "{shown} is less than the minimum of {argument}",
    "maximum": "{shown} is greater than the maximum of {argument}",
    "pattern": "{shown} does not match {argument}",
    "format": "{name} {argument}",
}
NON_EMPTY = "{shown} should be non-empty"

FIELD_TEXTS = {
    "required": "Missing data for required field.",
    "additional": "Unknown field name {value}",
    "null": "Field may not be null.",
    "type": "Not a valid {kind}.",
    "enum": "Must be one of: {argument}.",
    "maxLength": "Longer than maximum length {argument}.",
    "minimum": "Must be greater than or equal to {argument}.",
    "maximum": "Must be less than or equal to {argument}.",
    "format": "{argument}",
}
NOT_AN_OBJECT = "Invalid input type."
FIELD_TEXT_OTHERWISE = "Invalid input."


def json_schema_text(problem: Problem) -> str:
    if problem.meant:
        return f"{problem.name} {problem.meant}"
    needs_one = problem.rule == "minLength" and problem.argument == 1
    text = NON_EMPTY if needs_one else JSON_SCHEMA_TEXTS[problem.rule]
    shown = f"{problem.name} {problem.value}" if problem.name else f"{problem.value}"
    return text.format(
        name=problem.name, value=problem.value, shown=shown, argument=_as_text(problem.argument)
    )


def field_text(problem: Problem) -> str:
    if not problem.name and problem.rule == "type":
        return NOT_AN_OBJECT
    rule = "null" if problem.rule == "type" and problem.value is None else problem.rule
    argument = _as_text(problem.argument)
    if argument == NOT_A_UUID:
        argument = "Not a valid UUID."
    kind = argument.split(",")[0].replace("array", "list")
    return FIELD_TEXTS.get(rule, FIELD_TEXT_OTHERWISE).format(
        value=problem.value, argument=argument, kind=kind
    )


def _as_text(argument: Any) -> str:
    return ", ".join(map(str, argument)) if isinstance(argument, list) else str(argument)
