"""Placeholders: ((name)) is replaced, ((name??text)) shows its text when name says yes."""

import re
from collections.abc import Mapping
from typing import Any

from sandbox.api.errors import BadRequestError

PLACEHOLDER = re.compile(r"\(\((?!\()([^()]+?)(\?\?([^()]*))?\)\)")
YES = frozenset({"yes", "y", "true", "t", "1", "include", "show"})


def key_of(name: str) -> str:
    """First Name, first_name and FIRST-NAME are one placeholder."""
    return re.sub(r"[\s_-]", "", name).lower()


def placeholders(text: str) -> list[str]:
    """The names in a text, in order, each once."""
    found: dict[str, str] = {}
    for match in PLACEHOLDER.finditer(text):
        found.setdefault(key_of(match[1]), match[1].strip())
    return list(found.values())


def missing_from(text: str, values: Mapping[str, object]) -> list[str]:
    given = {key_of(name) for name, value in values.items() if value is not None}
    return [name for name in placeholders(text) if key_of(name) not in given]


def fill(text: str, values: Mapping[str, object]) -> str:
    """Raises BadRequestError when a value is missing."""
    missing = missing_from(text, values)
    if missing:
        raise BadRequestError(f"Missing personalisation: {', '.join(missing)}")
    by_key = {key_of(name): str(value) for name, value in values.items()}

    def replaced(match: re.Match[str]) -> str:
        value = by_key[key_of(match[1])]
        if match[2] is None:
            return value
        return match[3] if value.strip().lower() in YES else ""

    return PLACEHOLDER.sub(replaced, text)


def as_text(value: Any) -> Any:
    """A list reads as "a, b and c"; null stays null, which counts as missing."""
    if not isinstance(value, list):
        return value
    words = [str(item) for item in value]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
