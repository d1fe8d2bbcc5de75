"""PDF files as people upload them: good ones, and ones with a flaw."""

from datetime import UTC, datetime
from io import BytesIO

from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

LONDON = ("Ada Bell", "1 Long Road", "London", "N1 1AA")


def a_pdf(*, pages: int = 1, address: tuple[str, ...] = LONDON, at: tuple[float, float] = (40, 120)) -> bytes:
    """A letter with its address in the window, and a word on each page at this place (in millimetres)."""
    sheet = FPDF(format="A4")
    # The same file, whenever it is made.
    sheet.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))
    sheet.set_font("helvetica", size=9)
    for number in range(pages):
        sheet.add_page()
        sheet.text(*at, f"Page {number + 1}")
        if number == 0:
            for row, line in enumerate(address):
                sheet.text(26, 43 + 4 * row, line)
    return bytes(sheet.output())


def sideways(pdf: bytes) -> bytes:
    writer, written = PdfWriter(), BytesIO()
    for page in PdfReader(BytesIO(pdf)).pages:
        writer.add_page(page).rotate(90)
    writer.write(written)
    return written.getvalue()


def words(pdf: bytes, page: int = 1) -> str:
    return PdfReader(BytesIO(pdf)).pages[page - 1].extract_text()


def page_count(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)
