"""A page with everything that must stay free painted red, for people whose letter was refused."""

from PIL import Image, ImageDraw

from sandbox.letters import pages
from sandbox.letters.areas import FIRST_PAGE, LATER_PAGE

RED = (255, 0, 0)
STRENGTH = 100
INCH = 25.4


def png(pdf: bytes, page: int, *, has_window: bool) -> bytes:
    """`has_window` is the first page of a letter, which has a window. Raises UnreadablePdfError."""
    return pages.as_png(_painted(pages.picture(pdf, page, pages.PREVIEW_DPI), has_window=has_window))


def _painted(page: Image.Image, *, has_window: bool) -> Image.Image:
    strength = Image.new("L", page.size, STRENGTH)
    pencil = ImageDraw.Draw(strength)
    for area in FIRST_PAGE if has_window else LATER_PAGE:
        edges = (area.left, area.top, area.right, area.bottom)
        pencil.rectangle([edge * pages.PREVIEW_DPI / INCH for edge in edges], fill=0)
    return Image.composite(Image.new("RGB", page.size, RED), page, strength)
