"""Request bodies, declared as a subset of JSON Schema and refused with the API's own sentences.

The real API has two families of body checks, and the portal meets both:
`json_schema` answers {"status_code": 400, "errors": [...]}, `fields` answers {"result": "error", "message": {field: [...]}}.
A `Body` says which one a route uses; the declarations themselves are plain dictionaries, so that an OpenAPI document
can be written from them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.api.checking import problems_of
from sandbox.api.errors import ApiError, BadRequestError, SchemaError
from sandbox.api.problems import Problem, field_text, json_schema_text

Schema = Mapping[str, Any]
Json = dict[str, Any]
ErrorFamily = Literal["json_schema", "fields"]

# The API keeps its numbers in columns of 32 bits.
LARGEST = 2**31 - 1
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
                yield from problems_of(name, value[name], schema)
        if not self.additional:
            yield from (Problem("", "additional", name) for name in value if name not in self.properties)
