"""Where on a page what may be printed, in millimetres from its top left corner. Facts of Notify's specification of letters."""

from dataclasses import dataclass

WIDTH, HEIGHT = 210.0, 297.0
MOST_PAGES = 10


@dataclass(frozen=True)
class Area:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    def grown(self, by: float) -> "Area":
        return Area(self.left - by, self.top - by, self.right + by, self.bottom + by)


PAGE = Area(15, 5, WIDTH - 15, HEIGHT - 5)
BODY = Area(PAGE.left, 95, PAGE.right, PAGE.bottom)
SENDER = Area(125, PAGE.top, PAGE.right, BODY.top)
LOGO = Area(PAGE.left, PAGE.top, SENDER.left, 30)
# The window of the envelope.
ADDRESS = Area(24.6, 39.5, 120, 66.3)

FIRST_PAGE = (BODY, SENDER, LOGO, ADDRESS)
LATER_PAGE = (PAGE,)
