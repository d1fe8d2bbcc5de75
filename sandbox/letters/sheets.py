"""How many sheets of paper a letter takes. Most are so short that nobody needs to draw them to know."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sandbox.letters import pages
from sandbox.letters.areas import MOST_PAGES
from sandbox.letters.content import PAGE_BREAK, QR_CODE
from sandbox.letters.drawing import Letter, draw

SIDES = 2
MOST_SHEETS = MOST_PAGES // SIDES
# No letter of the typeface is so wide that fewer would fit on a line, and no line is higher with the space above it.
FEWEST_ON_A_LINE = 40
HIGHEST_LINE, GAP = 6.5, 3
# Of two pages, less a line that does not fit at the end of the first.
HEIGHT_OF_A_SHEET = 400
ANY_DAY = date(2000, 1, 1)


def is_surely_one(text: str) -> bool:
    """Whether a letter that says this fits on both sides of a sheet, whatever of it is a heading."""
    lines = text.splitlines()
    rows = sum(len(line) // FEWEST_ON_A_LINE + 1 for line in lines)
    takes_room = any(PAGE_BREAK.fullmatch(line) or QR_CODE.fullmatch(line) for line in lines)
    return rows * HIGHEST_LINE + len(lines) * GAP <= HEIGHT_OF_A_SHEET and not takes_room


def page_count(subject: str, content: str, values: Mapping[str, Any], *, addressed: bool = True) -> int:
    return pages.count(draw(Letter(subject, content, ANY_DAY, values, addressed=addressed)))


def sheets(page_count: int) -> int:
    return -(-page_count // SIDES)
