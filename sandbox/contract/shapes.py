"""What answers look like: a short notation, written next to each route.

A name is a type of shapes.json or a kind of value below; a question mark allows null. A list has one shape for all its
items, an object exact keys ("key?" may be missing, "*" stands for any keys, "*uuid" for any UUIDs). A tuple is one of
several shapes, and None no body at all.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

Shape: TypeAlias = str | list[Any] | dict[str, Any] | tuple[Any, ...] | None
Answers: TypeAlias = Mapping[int, Shape]

# Beside the rows of a page of 50.
PAGED: dict[str, Shape] = {"page_size": "int", "total": "int", "links": "Links"}
