"""The values that fill placeholders: always plain data, never markdown or HTML."""

from collections.abc import Mapping, Sequence
from typing import TypeGuard

from portal_apps.message_templates.content.marks import cleaned
from portal_apps.message_templates.content.placeholders import normalised

HIDDEN = "hidden"
_YES = frozenset({"yes", "y", "true", "t", "1", "include", "show"})

Values = Mapping[str, object]


def by_key(values: Mapping[str, object] | None) -> dict[str, object]:
    """The values under their normalised names; None means "not given", as if the name were absent."""
    return {normalised(name): value for name, value in (values or {}).items() if value is not None}


def is_yes(value: object) -> bool:
    """Whether a value shows the text of a conditional placeholder; every other value, a list too, hides it."""
    return str(value).strip().lower() in _YES


def is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, (list, tuple))


def as_text(value: object) -> str:
    """The value as it is read in running text: lists as "a, b and c", line breaks as newlines."""
    if is_list(value):
        *others, last = items(value) or [""]
        return f"{', '.join(others)} and {last}" if others else last
    # str() of a str subclass is a plain string: values marked as safe HTML are escaped like all others.
    text = cleaned(str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def items(value: Sequence[object]) -> list[str]:
    """The texts of a list value, without its blank items."""
    texts = [as_text(item) for item in value if item is not None]
    return [text for text in texts if text.strip()]
