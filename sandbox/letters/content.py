"""The words of a letter as blocks: headings, paragraphs, lists, QR codes and page breaks.

Values are data: they are filled in after the text has been read, so nobody's name turns into a heading.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.personalisation import PLACEHOLDER, YES, as_text, key_of

Kind = Literal["paragraph", "heading", "item", "page break", "qr code"]

PAGE_BREAK = re.compile(r"\s*(\*{3,}|-{3,}|_{3,})\s*")
HEADING = re.compile(r"# +(?P<text>.*)")
BULLET = re.compile(r"\s*[*•-] +(?P<text>.*)")
NUMBER = re.compile(r"\s*\d+\. +(?P<text>.*)")
NUMBERED = "1."
BEGINNINGS: tuple[tuple[Kind, re.Pattern[str], str], ...] = (
    ("heading", HEADING, ""),
    ("item", BULLET, "•"),
    ("item", NUMBER, NUMBERED),
)
# A paragraph of its own: what follows is for a telephone to read.
QR_CODE = re.compile(r"\s*qr\s*:\s*(?P<text>.+)", re.IGNORECASE)
MOST_QR_BYTES = 504
# These are only signs of the author's: a letter shows their words as they are.
PLAIN_SIGNS = re.compile(r"(##+|\^) *")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200d\u2060\ufeff]")


@dataclass(frozen=True)
class Run:
    """`marked` is a placeholder that has no value yet."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Block:
    kind: Kind
    runs: tuple[Run, ...] = ()
    bullet: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def is_complete(self) -> bool:
        return not any(run.marked for run in self.runs)

    @property
    def is_readable(self) -> bool:
        """As a QR code."""
        return self.is_complete and len(self.text.encode()) <= MOST_QR_BYTES


def blocks(text: str, values: Mapping[str, Any] | None) -> list[Block]:
    """The text with its values. Without any values, placeholders are left as they are, and marked."""
    by_key = {key_of(name): value_text(value) for name, value in (values or {}).items()}
    parts = _parts(_decided(printable(text), by_key))
    found = (Block(part.kind, runs("\n".join(part.lines), by_key), part.bullet) for part in parts)
    return [block for block in found if block.kind == "page break" or block.text.strip()]


def has_unreadable_qr_code(text: str, values: Mapping[str, Any] | None) -> bool:
    """Whether one of them says so much that no telephone could read it. Those that lack a value may still become short."""
    codes = [block for block in blocks(text, values) if block.kind == "qr code" and block.is_complete]
    return not all(code.is_readable for code in codes)


def runs(text: str, values: Mapping[str, str]) -> tuple[Run, ...]:
    """`values` are by the key of their placeholder."""
    pieces, end = [], 0
    for match in PLACEHOLDER.finditer(text):
        value = values.get(key_of(match[1]))
        pieces.append(Run(text[end : match.start()]))
        pieces.append(Run(match[0], marked=True) if value is None else Run(value))
        end = match.end()
    pieces.append(Run(text[end:]))
    return tuple(run for run in pieces if run.text)


def value_text(value: Any) -> str:
    value = as_text(value)
    return printable("" if value is None else str(value)).strip()


def printable(text: str) -> str:
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _decided(text: str, values: Mapping[str, str]) -> str:
    """Conditional text is the author's own, so it is read like all the rest, once somebody has decided about it."""

    def branch(match: re.Match[str]) -> str:
        answer = values.get(key_of(match[1]))
        if match[2] is None or answer is None:
            return match[0]
        return match[3] if answer.lower() in YES else ""

    return PLACEHOLDER.sub(branch, text)


@dataclass
class _Part:
    """A block being read: a line goes on with what is above it, unless it is blank or begins something itself."""

    kind: Kind
    lines: list[str]
    bullet: str = ""


def _parts(text: str) -> list[_Part]:
    parts: list[_Part] = []
    goes_on = False
    for line in text.split("\n"):
        begun = _beginning(line)
        if begun:
            parts.append(begun)
            goes_on = begun.kind == "item"
        elif not line.strip():
            goes_on = False
        elif goes_on:
            parts[-1].lines.append(line.strip())
        else:
            parts.append(_Part("paragraph", [PLAIN_SIGNS.sub("", line.strip(), count=1)]))
            goes_on = True
    return _numbered([_qr_code(part) or part for part in parts])


def _qr_code(part: _Part) -> _Part | None:
    match = QR_CODE.fullmatch("\n".join(part.lines)) if part.kind == "paragraph" else None
    return _Part("qr code", [match["text"].strip()]) if match else None


def _beginning(line: str) -> _Part | None:
    if PAGE_BREAK.fullmatch(line):
        return _Part("page break", [])
    for kind, pattern, bullet in BEGINNINGS:
        if match := pattern.fullmatch(line):
            return _Part(kind, [match["text"].strip()], bullet)
    return None


def _numbered(parts: list[_Part]) -> list[_Part]:
    """Every list counts anew from 1, whatever its author typed."""
    number = 0
    for part in parts:
        number = number + 1 if part.bullet == NUMBERED else 0
        part.bullet = f"{number}." if number else part.bullet
    return parts
