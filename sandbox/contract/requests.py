"""What a route takes, as OpenAPI says it: the same declarations that requests are checked with."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.api.query import Query
from sandbox.api.schema import Body

Json = dict[str, Any]

CONVERTER = re.compile(r"<(\w+):(\w+)>")
# The value of each part of a path, by the converter that reads it.
PATH_VALUES: Mapping[str, Json] = {
    "id": {"type": "string", "format": "uuid"},
    "number": {"type": "integer", "minimum": 0, "maximum": 999_999_999},
    "str": {"type": "string", "minLength": 1},
}
# Formats of our own, in words that other programs know.
FORMATS: Mapping[str, Json] = {
    "email_address": {"format": "email"},
    "phone_number": {"examples": ["07700 900123"]},
    "https-url": {"format": "uri", "pattern": "^https://"},
    "postage": {"enum": ["first", "second", "economy"]},
    "postage_including_international": {"enum": ["first", "second", "economy", "europe", "rest-of-world"]},
    "literal-true": {"examples": ["True"], "description": "Only the text True, with a capital, means yes."},
}


def path_of(rule: str) -> str:
    return CONVERTER.sub(r"{\2}", rule)


def parameters(rule: str, query: Query) -> list[Json]:
    return [*_path_parameters(rule), *_query_parameters(query)]


def body(declared: Body) -> Json:
    return {"required": True, "content": {"application/json": {"schema": schema_of_body(declared)}}}


def schema_of_body(declared: Body) -> Json:
    schemas = bodies(declared)
    return {"anyOf": schemas} if declared.instead else schemas[0]


def bodies(declared: Body) -> list[Json]:
    """The schema of each form that a body may have."""
    return [_schema_of_one_body(body) for body in (declared, *declared.instead.values())]


def _schema_of_one_body(declared: Body) -> Json:
    ahead = declared.ahead or Body()
    rules = {**ahead.properties, **declared.properties}
    required = dict.fromkeys((*ahead.required, *declared.required))
    schema: Json = {"type": "object", "properties": {name: rule_of(rule) for name, rule in rules.items()}}
    if required:
        schema["required"] = list(required)
    if not declared.additional:
        schema["additionalProperties"] = False
    if declared.conditional:
        schema["allOf"] = [
            {"if": schema_of_body(condition), "then": schema_of_body(consequence)}
            for condition, consequence in declared.conditional
        ]
    return schema


def rule_of(rule: Mapping[str, Any]) -> Json:
    """One value's schema: our formats translated, and null among the choices where it may be null."""
    schema = {key: value for key, value in rule.items() if key != "format" or value not in FORMATS}
    schema |= FORMATS.get(rule.get("format", ""), {})
    if "enum" in schema and "null" in schema.get("type", ()):
        schema["enum"] = [*schema["enum"], None]
    if "items" in schema:
        schema["items"] = rule_of(schema["items"])
    return schema


def _path_parameters(rule: str) -> Iterator[Json]:
    for converter, name in CONVERTER.findall(rule):
        yield {"name": name, "in": "path", "required": True, "schema": PATH_VALUES[converter]}


def _query_parameters(query: Query) -> Iterator[Json]:
    for name, rule in query.properties.items():
        yield {"name": name, "in": "query", "required": name in query.required, "schema": rule_of(rule)}
    if query.free:
        texts = {"type": "object", "additionalProperties": {"type": "string"}}
        yield {"name": "values", "in": "query", "required": False, "style": "form", "explode": True} | {
            "schema": texts,
            "description": "Any names, each with a text.",
        }
