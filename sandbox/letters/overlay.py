"""A page with everything that must stay free painted red, for people whose letter was refused."""

import io

from PIL import Image, ImageDraw

from sandbox.letters import pages
from sandbox.letters.areas import FIRST_PAGE, LATER_PAGE

RED = (255, 0, 0)
STRENGTH = 100
INCH = 25.4


def png(pdf: bytes, page: int, *, has_window: bool) -> bytes:
    """`has_window` is the first page of a letter, which has a window. Raises UnreadablePdfError."""
    return pages.as_png(_painted(pages.picture(pdf, page, pages.PREVIEW_DPI), has_window=has_window))


def pdf(pdf: bytes) -> bytes:
    """All pages of a letter. They are pictures from now on, which is enough to see what is wrong."""
    sheets = [
        _painted(pages.picture(pdf, number, pages.PREVIEW_DPI), has_window=number == 1)
        for number in range(1, pages.count(pdf) + 1)
    ]
    written = io.BytesIO()
    sheets[0].save(written, "PDF", save_all=True, append_images=sheets[1:], resolution=pages.PREVIEW_DPI)
    return written.getvalue()


def _painted(page: Image.Image, *, has_window: bool) -> Image.Image:
    strength = Image.new("L", page.size, STRENGTH)
    pencil = ImageDraw.Draw(strength)
    for area in FIRST_PAGE if has_window else LATER_PAGE:
        edges = (area.left, area.top, area.right, area.bottom)
        pencil.rectangle([edge * pages.PREVIEW_DPI / INCH for edge in edges], fill=0)
    return Image.composite(Image.new("RGB", page.size, RED), page, strength)
