"""A letter as a PDF file: A4, the address where the window of an envelope is, and a mark that nobody sends it.

The same letter gives the same bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib.util import find_spec
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.errors import FPDFException

from sandbox.letters.addresses import LINES, address_of
from sandbox.letters.areas import ADDRESS, BODY, LOGO, SENDER, Area
from sandbox.letters.content import Block, blocks, printable

MARK = "SANDBOX - not sent"
FONT = "Letter"
# Has the letters of Welsh and of every other language in the Latin alphabet.
FONT_PACKAGE = "font_source_sans_pro"
FONT_FILES = {"": "SourceSansPro-Regular.ttf", "B": "SourceSansPro-Bold.ttf"}
SIZE, LINE = 11, 5.2
HEADING_SIZE, HEADING_LINE = 14, 6.5
SMALL_SIZE, SMALL_LINE = 9, 3.8
MARGIN = 20
TOP_OF_LATER_PAGES = 22
GAP = 3
INDENT = 6
FOOT = 14
QR_SIZE = 35
# Files made at different times are the same.
MADE = datetime(2000, 1, 1, tzinfo=UTC)
MONTHS = {
    "english": "January February March April May June July August September October November December",
    "welsh": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
}
PAGE = {"english": "Page {} of {}", "welsh": "Tudalen {} o {}"}


@dataclass(frozen=True)
class Letter:
    """`values` as given to a template; None draws the template itself, with its placeholders marked."""

    subject: str
    content: str
    day: date
    values: Mapping[str, Any] | None = None
    sender: str = ""
    language: str = "english"
    # The second half of a bilingual letter has been addressed already.
    addressed: bool = True
    logo: bytes | None = field(default=None, repr=False)


class Sheet(FPDF):
    """A page has the mark on its top and its number below."""

    def __init__(self, language: str) -> None:
        super().__init__(format="A4")
        self.language = language
        folder = _font_folder()
        for style, name in FONT_FILES.items():
            self.add_font(FONT, style, folder / name)
        self.set_creation_date(MADE)
        self.set_margins(MARGIN, TOP_OF_LATER_PAGES, MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(auto=True, margin=MARGIN)
        self.alias_nb_pages("\ue000")

    def header(self) -> None:
        self.set_font(FONT, "B", SMALL_SIZE)
        self.set_text_color(128)
        self.text(MARGIN, 11, MARK)
        self.set_text_color(0)

    def footer(self) -> None:
        self.set_y(-FOOT)
        self.set_font(FONT, "", SMALL_SIZE)
        self.cell(w=0, h=SMALL_LINE, text=PAGE[self.language].format(self.page_no(), "\ue000"), align="R")


def draw(letter: Letter) -> bytes:
    sheet = Sheet(letter.language)
    sheet.add_page()
    if letter.addressed:
        _draw_head(sheet, letter)
    sheet.set_font(FONT, "B", HEADING_SIZE)
    for block in blocks(letter.subject.replace("\n", " "), letter.values):
        _draw_block(sheet, Block("heading", block.runs))
    for block in blocks(letter.content, letter.values):
        _draw_block(sheet, block)
    return bytes(sheet.output())


def _draw_head(sheet: Sheet, letter: Letter) -> None:
    """Logo, sender, recipient and date, each in its place."""
    if letter.logo:
        _draw_logo(sheet, letter.logo)
    _draw_lines(sheet, replace(SENDER, left=SENDER.left + 5, top=LOGO.top + GAP * 3), letter.sender)
    _draw_lines(sheet, ADDRESS, "\n".join(address(letter.values)))
    sheet.set_xy(MARGIN, BODY.top)
    sheet.set_font(FONT, "", SIZE)
    month = MONTHS[letter.language].split()[letter.day.month - 1]
    sheet.cell(
        text=f"{letter.day.day} {month} {letter.day.year}", h=LINE, new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )
    sheet.ln(GAP)


def _draw_logo(sheet: Sheet, logo: bytes) -> None:
    """A picture that is none is no reason to have no letter."""
    top = LOGO.top + GAP * 3
    width, height = LOGO.right - MARGIN, LOGO.bottom - top
    with suppress(OSError, ValueError, SyntaxError, FPDFException):
        sheet.image(BytesIO(logo), MARGIN, top, width, height, keep_aspect_ratio=True)


def address(values: Mapping[str, Any] | None) -> list[str]:
    """The lines of the address; of a template, their placeholders."""
    if values is None:
        return [f"((address line {number}))" for number in range(1, LINES + 1)]
    return list(address_of(values).lines[:LINES])


def _draw_lines(sheet: Sheet, area: Area, text: str) -> None:
    """Lines too long for their place are squeezed into it."""
    sheet.set_font(FONT, "", SMALL_SIZE)
    for number, line in enumerate(printable(text).splitlines()):
        width = sheet.get_string_width(line)
        sheet.set_stretching(min(100, 100 * area.width / width) if width else 100)
        sheet.text(area.left, area.top + SMALL_LINE * (number + 0.8), line)
    sheet.set_stretching(100)


def _draw_block(sheet: Sheet, block: Block) -> None:
    if block.kind == "page break":
        sheet.add_page()
        return
    if block.kind == "qr code":
        _draw_qr_code(sheet, block)
        return
    is_heading = block.kind == "heading"
    size, line = (HEADING_SIZE, HEADING_LINE) if is_heading else (SIZE, LINE)
    if block.bullet:
        sheet.set_font(FONT, "", size)
        if sheet.will_page_break(line):
            sheet.add_page()
        sheet.text(MARGIN, sheet.get_y() + line * 0.72, block.bullet)
    with sheet.text_columns(
        l_margin=MARGIN + (INDENT if block.bullet else 0), line_height=line / (size / sheet.k)
    ) as column:
        for run in block.runs:
            sheet.set_font(FONT, "B" if is_heading or run.marked else "", size)
            column.write(run.text)
    sheet.ln(0 if block.bullet else GAP)


def _draw_qr_code(sheet: Sheet, block: Block) -> None:
    """Without a value, or with one that is too long, there is only the place of one."""
    if sheet.will_page_break(QR_SIZE):
        sheet.add_page()
    left, top = sheet.l_margin, sheet.get_y()
    if block.is_readable:
        dots = segno.make(block.text, error="m", micro=False).matrix
        side = QR_SIZE / len(dots)
        for number, row in enumerate(dots):
            for start, length in _dark(row):
                sheet.rect(left + start * side, top + number * side, length * side, side, style="F")
    else:
        sheet.rect(left, top, QR_SIZE, QR_SIZE)
        sheet.set_font(FONT, "B", SMALL_SIZE)
        sheet.text(left + GAP, top + QR_SIZE / 2, "QR code")
    sheet.set_xy(sheet.l_margin, top + QR_SIZE + GAP)


def _dark(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(where it starts, how long it is) of every dark piece of a row, so that no seams show."""
    start = 0
    for dark, dots in groupby(row):
        length = len(list(dots))
        if dark:
            yield start, length
        start += length


def _font_folder() -> Path:
    found = find_spec(FONT_PACKAGE)
    if found is None or found.origin is None:
        raise RuntimeError(f"{FONT_PACKAGE} is not installed")
    return Path(found.origin).parent / "files"
