"""What a cell of the input may be. Each parser raises ValueError with a sentence for the person who made the file."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

EMPTY = "(empty)"
YES, NO = frozenset({"yes", "true", "1", "on"}), frozenset({"no", "false", "0", "off"})


def text(cell: str) -> str:
    """An empty cell leaves a text as it is, so clearing it has a word of its own."""
    return "" if cell == EMPTY else cell


def identifier(cell: str) -> str:
    """An id of the API, in its one spelling."""
    try:
        return str(UUID(cell))
    except ValueError:
        raise ValueError("is not an id") from None


def whole_number(least: int = 0, most: int = 2**31 - 1) -> Callable[[str], int]:
    """Thousands may be separated by commas or underscores."""

    def parse(cell: str) -> int:
        digits = cell.replace(",", "").replace("_", "")
        if not (digits.isascii() and digits.isdigit()):
            raise ValueError("is not a whole number")
        number = int(digits)
        if not least <= number <= most:
            raise ValueError(f"must be from {least:,} to {most:,}")
        return number

    return parse


def yes_or_no(cell: str) -> bool:
    word = cell.lower()
    if word not in YES | NO:
        raise ValueError("is neither yes nor no")
    return word in YES


def one_of(*words: str) -> Callable[[str], str]:
    def parse(cell: str) -> str:
        word = cell.lower()
        if word not in words:
            raise ValueError(f"is none of {', '.join(words)}")
        return word

    return parse


def several(parse: Callable[[str], Any]) -> Callable[[str], list[Any]]:
    """Values separated by spaces, commas or semicolons, each once."""

    def parse_all(cell: str) -> list[Any]:
        words = cell.replace(",", " ").replace(";", " ").split()
        return list(dict.fromkeys(parse(word) for word in words))

    return parse_all


def parts(cell: str) -> list[str]:
    """Values that may have spaces and commas in them, separated by semicolons, each once."""
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def or_none(parse: Callable[[str], list[Any]]) -> Callable[[str], list[Any]]:
    """An empty cell says nothing, so that the word none is needed for an empty list."""
    return lambda cell: [] if cell.lower() == "none" else parse(cell)


def email_address(cell: str) -> str:
    """In the spelling that two of the same have in common. The API is the judge of the rest."""
    local, at, domain = cell.rpartition("@")
    if not (at and local and "." in domain) or any(sign.isspace() for sign in cell):
        raise ValueError("is not an email address")
    return cell.lower()
