"""Marks: what stands in a text for a placeholder while markdown is read and HTML is made around it.

A mark is one reserved character, a letter for its kind, the number of its token and a closing reserved character. An
upper-case letter is the same kind inside a URL. Reserved characters never come in from outside: see `cleaned`.
"""

import re
from enum import StrEnum

START = "\U000f0000"
END = "\U000f0001"
# Where a list value has broken a paragraph in two; a medium's `tidy` removes what is empty around it.
BREAK = "\U000f0002"
# Where conditional text was left out, for those who must know that a line was not empty as typed.
OMITTED = "\U000f0003"

MARK = re.compile(f"{START}([A-Za-z])([0-9]*){END}")
_FORBIDDEN = re.compile("[\ud800-\udfff\U000f0000-\U000f0003]")


class Kind(StrEnum):
    """What a mark stands for."""

    VALUE = "v"
    VALUE_IN_PARAGRAPH = "l"  # a list value becomes bullets here
    VALUE_IN_LABEL = "p"  # inside a link, so that the paragraph around it does not claim it
    CONDITION = "c"
    CONDITION_END = "e"
    HIDDEN = "x"
    LINK_URL = "o"
    LINK_LABEL = "q"
    LINK_TYPED_URL = "r"
    LINK_END = "z"


# A value, shown or hidden, does not end a URL; a condition does.
VALUE_PATTERN = f"{START}[{Kind.VALUE}{Kind.HIDDEN}][0-9]+{END}"


def mark(kind: Kind, number: int | str = "") -> str:
    return f"{START}{kind}{number}{END}"


def retyped(marked: str, kind: Kind) -> str:
    """The text with its values as another kind of value."""
    return marked.replace(START + Kind.VALUE, START + kind)


def cleaned(text: str) -> str:
    """The text without the reserved characters and without halves of characters, which no encoding can carry."""
    return text if text.isascii() else _FORBIDDEN.sub("\ufffd", text)
