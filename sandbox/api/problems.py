"""What can be wrong with a value, in the API's sentences: those of a JSON schema, and those that stand beside a field."""

from dataclasses import dataclass
from typing import Any

NOT_A_UUID = "is not a valid UUID"
NOT_HTTPS = "is not a valid https url"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a value: which rule of the schema it breaks, and the rule's argument."""

    name: str
    rule: str
    value: Any = None
    argument: Any = None
    # What the value should have been, where the declaration says so in words of its own.
    meant: str = ""


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
