"""Compares JSON with a declared shape at every level.

A name is a type of sandbox/contract/shapes.json or one of the kinds below; a question mark allows null. A list has one
shape for all its items, or one for each of several places; an object exact keys ("key?" may be missing, "*" stands for
any keys, "*uuid" for any UUIDs).
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from sandbox.contract.shapes import TEXTS

UUID = re.compile(TEXTS["uuid"])


def _text(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


KINDS: dict[str, Callable[[Any], bool]] = {
    "str": lambda value: isinstance(value, str),
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "bool": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "any": lambda value: True,
    **{name: _text(re.compile(pattern)) for name, pattern in TEXTS.items()},
}


def differences(value: Any, shape: Any, types: dict[str, Any], where: str = "answer") -> Iterator[str]:
    if isinstance(shape, str):
        yield from _named(value, shape, types, where)
    elif isinstance(shape, list):
        yield from _list(value, shape, types, where)
    else:
        yield from _object(value, shape, types, where)


def _named(value: Any, name: str, types: dict[str, Any], where: str) -> Iterator[str]:
    if name.endswith("?"):
        if value is None:
            return
        name = name.removesuffix("?")
    if name in types:
        yield from differences(value, types[name], types, where)
    elif not KINDS[name](value):
        yield f"{where} should be {name}, is {value!r}"


def _list(value: Any, items: list[Any], types: dict[str, Any], where: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{where} should be a list, is {value!r}"
        return
    if len(items) > 1 and len(value) != len(items):
        yield f"{where} should have {len(items)} places, is {value!r}"
        return
    shapes = items if len(items) > 1 else items * len(value)
    for number, (one, shape) in enumerate(zip(value, shapes, strict=True)):
        yield from differences(one, shape, types, f"{where}[{number}]")


def _object(value: Any, shape: dict[str, Any], types: dict[str, Any], where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} should be an object, is {value!r}"
        return
    wildcards = {key: inner for key, inner in shape.items() if key.startswith("*")}
    for key, inner in wildcards.items():
        for name, one in value.items():
            if key == "*uuid" and not UUID.fullmatch(name):
                yield f"{where}.{name} should be named by a UUID"
            yield from differences(one, inner, types, f"{where}.{name}")
    if wildcards:
        return
    known = {key.removesuffix("?"): inner for key, inner in shape.items()}
    missing = {key for key in shape if not key.endswith("?")} - value.keys()
    yield from (f"{where}.{key} is missing" for key in sorted(missing))
    yield from (f"{where}.{key} is not in the contract" for key in sorted(value.keys() - known.keys()))
    for key in sorted(known.keys() & value.keys()):
        yield from differences(value[key], known[key], types, f"{where}.{key}")
