"""Pages of PDF files: counted, put together, cut out, read and shown as pictures."""

import base64
import binascii
import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdfium2 import PdfDocument, PdfiumError

from sandbox.letters.areas import HEIGHT, Area

PREVIEW_DPI = 150
POINTS = 72
POINTS_IN_A_MILLIMETRE = POINTS / 25.4

# PDFium is a library of one thread; the sandbox has eight.
_one_at_a_time = threading.Lock()


class UnreadablePdfError(ValueError):
    """These bytes are no PDF, or have no such page."""


def count(pdf: bytes) -> int:
    with _opened(pdf) as document:
        return len(document)


def png(pdf: bytes, page: int) -> bytes:
    """The page as a picture; pages count from 1. Raises UnreadablePdfError."""
    return as_png(picture(pdf, page, PREVIEW_DPI))


def picture(pdf: bytes, page: int, dpi: int) -> Image.Image:
    with _opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise UnreadablePdfError(f"There is no page {page}")
        found: Image.Image = document[page - 1].render(scale=dpi / POINTS).to_pil()
    return found.convert("RGB")


def as_png(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def text_within(pdf: bytes, page: int, area: Area) -> str:
    """What is written in that part of the page, line by line."""
    with _opened(pdf) as document:
        left, right = area.left * POINTS_IN_A_MILLIMETRE, area.right * POINTS_IN_A_MILLIMETRE
        top, bottom = ((HEIGHT - edge) * POINTS_IN_A_MILLIMETRE for edge in (area.top, area.bottom))
        text_page = document[page - 1].get_textpage()
        text: str = text_page.get_text_bounded(left, bottom, right, top)
        text_page.close()
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def joined(pdfs: Sequence[bytes]) -> bytes:
    if len(pdfs) == 1:
        return pdfs[0]
    writer, written = PdfWriter(), io.BytesIO()
    for pdf in pdfs:
        writer.append(io.BytesIO(pdf))
    writer.write(written)
    return written.getvalue()


def only(pdf: bytes, page: int) -> bytes:
    """A PDF of this page alone. Raises UnreadablePdfError."""
    try:
        pages = PdfReader(io.BytesIO(pdf)).pages
        if not 1 <= page <= len(pages):
            raise UnreadablePdfError(f"There is no page {page}")
        writer, written = PdfWriter(), io.BytesIO()
        writer.add_page(pages[page - 1])
    except PyPdfError as cause:
        raise UnreadablePdfError from cause
    writer.write(written)
    return written.getvalue()


def decoded(text: bytes | str) -> bytes:
    """Raises ValueError for what is not base64."""
    try:
        return base64.b64decode(text, validate=False)
    except binascii.Error as cause:
        raise ValueError("Not base64") from cause


@contextmanager
def _opened(pdf: bytes) -> Iterator[PdfDocument]:
    with _one_at_a_time:
        try:
            document = PdfDocument(pdf)
        except PdfiumError as cause:
            raise UnreadablePdfError from cause
        try:
            yield document
        finally:
            document.close()
