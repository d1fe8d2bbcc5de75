"""Is a PDF file fit to be printed and posted? What is wrong has the code that the portal explains to people."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import ImageDraw
from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from sandbox.letters import pages
from sandbox.letters.addresses import Address, flaw_of
from sandbox.letters.areas import ADDRESS, FIRST_PAGE, HEIGHT, LATER_PAGE, MOST_PAGES, WIDTH
from sandbox.letters.pages import POINTS_IN_A_MILLIMETRE, UnreadablePdfError

UNREADABLE = "unable-to-read-the-file"
TOO_LONG = "letter-too-long"
NOT_A4 = "letter-not-a4-portrait-oriented"
OUTSIDE = "content-outside-printable-area"

TOLERANCE = 2
# Type is smooth at its edges: what is a little over the line is not over it.
MARGIN_FOR_ERROR = 1
NEARLY_WHITE = 250
CHECK_DPI = 72
INCH = 25.4


@dataclass(frozen=True)
class Finding:
    """`message` is empty for a letter that can be sent."""

    message: str = ""
    page_count: int | None = None
    invalid_pages: tuple[int, ...] = ()
    address: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "message": self.message or None,
            "page_count": self.page_count,
            "invalid_pages": list(self.invalid_pages) or None,
            "recipient_address": self.address,
        }


def check(pdf: bytes, *, international: bool, is_attachment: bool = False) -> Finding:
    """The first thing that is wrong. Attached pages have no address, and no window to keep free for one."""
    try:
        layout = next(_flaws_of_pages(pdf, has_window=not is_attachment), None)
        count = pages.count(pdf)
        if layout or is_attachment:
            return layout or Finding(page_count=count)
        address = Address.from_text(pages.text_within(pdf, 1, ADDRESS))
        return _addressed(address, count, international=international)
    except (PyPdfError, UnreadablePdfError, ValueError, KeyError, TypeError, AttributeError):
        # Files made by hand fail in more ways than the libraries have names for.
        return Finding(UNREADABLE)


def _flaws_of_pages(pdf: bytes, *, has_window: bool) -> Iterator[Finding]:
    sheets = list(PdfReader(io.BytesIO(pdf)).pages)
    count = len(sheets)
    if not count:
        yield Finding(UNREADABLE)
    if count > MOST_PAGES:
        yield Finding(TOO_LONG, count)
    wrong = tuple(number for number, page in enumerate(sheets, start=1) if not _is_a4(page))
    if wrong:
        yield Finding(NOT_A4, count, wrong)
    over = tuple(
        number
        for number in range(1, count + 1)
        if _is_over_the_edge(pdf, number, has_window=has_window and number == 1)
    )
    if over:
        yield Finding(OUTSIDE, count, over)


def _addressed(address: Address, count: int, *, international: bool) -> Finding:
    flaw = flaw_of(address, international=international)
    if flaw:
        return Finding(flaw.code, count, (1,), address.text or None)
    return Finding(page_count=count, address=address.text)


def _is_a4(page: PageObject) -> bool:
    width, height = (
        float(side) / POINTS_IN_A_MILLIMETRE for side in (page.mediabox.width, page.mediabox.height)
    )
    if page.rotation % 180:
        width, height = height, width
    return abs(width - WIDTH) <= TOLERANCE and abs(height - HEIGHT) <= TOLERANCE


def _is_over_the_edge(pdf: bytes, number: int, *, has_window: bool) -> bool:
    """Whether anything is left of the page once all that may be printed on is painted white."""
    page = pages.picture(pdf, number, CHECK_DPI).convert("L")
    pencil = ImageDraw.Draw(page)
    for area in FIRST_PAGE if has_window else LATER_PAGE:
        free = area.grown(MARGIN_FOR_ERROR)
        corners = [edge * CHECK_DPI / INCH for edge in (free.left, free.top, free.right, free.bottom)]
        pencil.rectangle(corners, fill="white")
    return any(page.histogram()[:NEARLY_WHITE])
