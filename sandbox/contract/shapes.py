"""What answers look like: a short notation, written next to each route, and the JSON Schema it stands for.

A name is a type of shapes.json or a kind of value below; a question mark allows null. A list has one shape for all its
items, or one for each of several places. An object has exact keys ("key?" may be missing, "*" stands for any keys,
"*uuid" for any UUIDs). A tuple is one of several shapes, None no body at all, and PNG and PDF are files.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

Shape: TypeAlias = str | list[Any] | dict[str, Any] | tuple[Any, ...] | None
Answers: TypeAlias = Mapping[int, Shape]
Schema: TypeAlias = dict[str, Any]

# Beside the rows of a page of 50.
PAGED: dict[str, Shape] = {"page_size": "int", "total": "int", "links": "Links"}

# The texts that are more than texts, as regular expressions for the whole of them.
TEXTS = {
    "uuid": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "zulu": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z",
    "plain": r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}",
    "second": r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d",
    "day": r"\d{4}-\d\d-\d\d",
    "iso": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(\+00:00)?",
    "moment": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
    "decimal": r"\d+(\.\d+)?",
    "http-date": r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT",
}
KINDS: dict[str, Schema] = {
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "bool": {"type": "boolean"},
    "null": {"type": "null"},
    "any": {},
    **{name: {"type": "string", "pattern": f"^{pattern}$"} for name, pattern in TEXTS.items()},
}
# Answers that are no JSON: their names, and how they say so.
FILES = {"PNG": "image/png", "PDF": "application/pdf"}
# Every refusal is one of these two: a text, or texts by field; or the list of the public API and of schemas.
REFUSALS: dict[str, Shape] = {
    "Error": {"result": "str", "message": ("str", {"*": ("str", ["str"])})},
    "Errors": {"status_code": "int", "errors": [{"error": "str", "message": "str"}]},
}
FILE = Path(__file__).parent / "shapes.json"
TYPES: dict[str, Shape] = json.loads(FILE.read_text(encoding="utf-8"))["types"] | REFUSALS


def file_kind(shape: Shape) -> str | None:
    """The content type of an answer that is a file."""
    return FILES.get(shape) if isinstance(shape, str) else None


def schema_of(shape: Shape) -> Schema:
    if isinstance(shape, str):
        return _named(shape)
    if isinstance(shape, tuple):
        return {"anyOf": [schema_of(one) for one in shape]}
    if isinstance(shape, list):
        return _list(shape)
    return _object(shape or {})


def _named(name: str) -> Schema:
    plain = name.removesuffix("?")
    schema = KINDS.get(plain) or {"$ref": f"#/components/schemas/{plain}"}
    if plain not in KINDS and plain not in TYPES:
        raise LookupError(f"No shape is called {plain}")
    if plain == "any":
        return {}
    return schema if plain == name else {"anyOf": [schema, KINDS["null"]]}


def _list(items: list[Any]) -> Schema:
    if len(items) == 1:
        return {"type": "array", "items": schema_of(items[0])}
    places = [schema_of(item) for item in items]
    return {"type": "array", "prefixItems": places, "items": False, "minItems": len(places)}


def _object(keys: Mapping[str, Any]) -> Schema:
    if "*" in keys:
        return {"type": "object", "additionalProperties": schema_of(keys["*"])}
    if "*uuid" in keys:
        names = {"propertyNames": KINDS["uuid"]}
        return {"type": "object", "additionalProperties": schema_of(keys["*uuid"]), **names}
    return {
        "type": "object",
        "properties": {key.removesuffix("?"): schema_of(inner) for key, inner in keys.items()},
        "required": [key for key in keys if not key.endswith("?")],
        "additionalProperties": False,
    }
