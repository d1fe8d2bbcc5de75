"""Query strings, declared as bodies are: read as the values they stand for, or refused with the API's own sentences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict

from sandbox.api import schema
from sandbox.api.checking import FIRST_YEAR, LAST_YEAR
from sandbox.api.errors import UNREADABLE_BODY, ApiError, BadRequestError, Message, NotFoundError
from sandbox.api.problems import NOT_A_UUID, Problem
from sandbox.api.schema import Body, ErrorFamily, Json, Schema

TRUE_TEXTS = frozenset({"true", "t", "1", "yes", "y", "on"})
FALSE_TEXTS = frozenset({"false", "f", "0", "no", "n", "off"})

DAY: Schema = {"type": "string", "format": "date"}
YEAR: Schema = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
DAYS: Schema = {"type": "integer", "minimum": 0, "maximum": 36_500}
PAGE: Schema = {"type": "integer", "minimum": 1, "maximum": schema.LARGEST, "default": 1}
# The few flags the API compares with the literal text True: any other text, "true" as well, says no.
LITERAL_TRUE: Schema = {"type": "string", "format": "literal-true", "default": "False"}
TEXTS: Schema = {"type": "array", "items": schema.STRING}


def otherwise(rule: Schema, default: Any) -> Schema:
    return {**rule, "default": default}


def flag(*, default: bool) -> Schema:
    return otherwise(schema.BOOLEAN, default)


@dataclass(frozen=True)
class Query(Body):
    """`complaint` is for routes that say what is wrong in words of their own; `free` keeps undeclared names as texts."""

    family: ErrorFamily = "fields"
    complaint: str | Callable[[Problem], Message] | None = None
    free: bool = False

    def read(self, given: QueryDict) -> Json:
        """The declared values, defaults included; the rest of the query string is ignored unless it is forbidden."""
        if any("\x00" in text for _, texts in given.lists() for text in texts):
            raise BadRequestError(UNREADABLE_BODY)
        declared = {name: _read(given.getlist(name), self.properties.get(name, {})) for name in given}
        checked = self.checked(declared)
        defaults = {name: rule["default"] for name, rule in self.properties.items() if "default" in rule}
        known = {name: value for name, value in checked.items() if self.free or name in self.properties}
        return {
            name: _value(value, self.properties.get(name, {})) for name, value in (defaults | known).items()
        }

    def refusal(self, problems: Sequence[Problem]) -> ApiError:
        if self.complaint is not None:
            says = self.complaint
            return BadRequestError(says if isinstance(says, str) else says(problems[0]))
        if self.family == "fields" and any(problem.argument == NOT_A_UUID for problem in problems):
            # The API asks its database for such an id, which finds nothing.
            return NotFoundError()
        return super().refusal(problems)


IN_A_YEAR = Query({"year": YEAR}, required=("year",), complaint="No valid year provided")
BETWEEN_DAYS = Query({"start_date": DAY, "end_date": DAY}, required=("start_date", "end_date"))


def text(name: str, complaint: str) -> Query:
    """One text that must be there and not be empty."""
    return Query({name: schema.FILLED_STRING}, required=(name,), complaint=complaint)


def _read(texts: Sequence[str], rule: Schema) -> Any:
    """Numbers, flags and lists; a text that is none of what it should be stays, for the check to complain about."""
    kind = rule.get("type")
    if kind == "array":
        return list(texts)
    given = texts[0]
    if kind == "integer":
        return _whole_number(given)
    if kind == "boolean":
        return _true_or_false(given)
    return given


def _whole_number(given: str) -> int | str:
    try:
        return int(given)
    except ValueError:
        return given


def _true_or_false(given: str) -> bool | str:
    if given.lower() in TRUE_TEXTS:
        return True
    return False if given.lower() in FALSE_TEXTS else given


VALUES: Mapping[str, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "uuid": UUID,
    "literal-true": lambda text: text == "True",
}


def _value(checked: Any, rule: Schema) -> Any:
    wanted = VALUES.get(rule.get("format", ""))
    return wanted(checked) if wanted else checked
