"""Placeholders: `((name))` and the conditional `((name??text shown if the value is yes))`.

A placeholder is two opening brackets, a body without any bracket, and two closing brackets. So `(((name)))` is the
placeholder between plain brackets, while `((a)(b))`, `(())` and a body without any letter or sign stay plain text.
Names are the same when they differ only in case, spaces, dashes and underscores.
"""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

# Possessive, so that a long text of opening brackets costs no backtracking.
_PLACEHOLDER = re.compile(r"\(\(([^()]++)\)\)")
_IGNORED_IN_NAMES = re.compile(r"[\s_-]+")
_CONDITION = "??"


@lru_cache(maxsize=4096)
def normalised(name: str) -> str:
    """The form of a placeholder or column name by which two names are compared."""
    return _IGNORED_IN_NAMES.sub("", name).lower()


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder as typed: `conditional_text` is None for a plain one, and may be empty for a conditional."""

    name: str
    key: str
    conditional_text: str | None = None

    @property
    def is_conditional(self) -> bool:
        return self.conditional_text is not None

    @property
    def opening(self) -> str:
        """What is typed before the conditional text, or the whole of a plain placeholder."""
        return f"(({self.name}{_CONDITION}" if self.is_conditional else str(self)

    def __str__(self) -> str:
        condition = "" if self.conditional_text is None else f"{_CONDITION}{self.conditional_text}"
        return f"(({self.name}{condition}))"


@dataclass(frozen=True, slots=True)
class PlaceholderChange:
    """What an edit does to the placeholders of a template, by the names of the text they were typed in."""

    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_breaking(self) -> bool:
        """Callers who do not know of the added placeholders will have their messages refused."""
        return bool(self.added)

    def apart_from(self, keys: Container[str]) -> "PlaceholderChange":
        """Without the added ones that nobody gives a value, by the form in which names are compared."""
        return replace(self, added=tuple(name for name in self.added if normalised(name) not in keys))


def split(text: str) -> list[str | Placeholder]:
    """The text as a list of plain strings and placeholders, in order; joined as strings it is the text again."""
    return list(_tokens(text))


def placeholders_in(*texts: str) -> list[Placeholder]:
    """Every placeholder of the texts, in order and with repetitions."""
    return [token for text in texts for token in _tokens(text) if isinstance(token, Placeholder)]


def placeholder_names(*texts: str) -> list[str]:
    """The names of the texts' placeholders as first typed, each once: pass the subject before the content."""
    return list(_by_key(texts).values())


def names_with_commas(*texts: str) -> list[str]:
    """The names which hold a comma: files of recipients could not have such a column. Conditional text may."""
    return [name for name in placeholder_names(*texts) if "," in name]


def compare(old: Iterable[str], new: Iterable[str]) -> PlaceholderChange:
    """The placeholders which the new texts (subject, content) of a template add and remove."""
    before, after = _by_key(old), _by_key(new)
    return PlaceholderChange(
        added=tuple(name for key, name in after.items() if key not in before),
        removed=tuple(name for key, name in before.items() if key not in after),
    )


def _by_key(texts: Iterable[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for placeholder in placeholders_in(*texts):
        names.setdefault(placeholder.key, placeholder.name.strip())
    return names


def _tokens(text: str) -> Iterator[str | Placeholder]:
    position = 0
    for match in _PLACEHOLDER.finditer(text):
        placeholder = _placeholder(match[1])
        if placeholder is None:
            continue
        if match.start() > position:
            yield text[position : match.start()]
        yield placeholder
        position = match.end()
    if position < len(text):
        yield text[position:]


def _placeholder(body: str) -> Placeholder | None:
    name, condition, text = body.partition(_CONDITION)
    key = normalised(name)
    return Placeholder(name, key, text if condition else None) if key else None
