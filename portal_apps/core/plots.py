"""Numbers drawn as stacked columns, on the server, beside the table that has them all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, count
from typing import NamedTuple

from portal_apps.core.financial_years import months_of
from portal_apps.core.formatting import thousands

# In the units of the drawing, which is as wide as its place on the page.
WIDTH, HEIGHT = 640, 270
LEFT, TOP, BOTTOM = 80, 15, 30
FLOOR = HEIGHT - BOTTOM
LINES = 4
ROUND_STEPS = (1, 2, 5)
# Of the room of a column, what the column takes.
THICKNESS = 0.7
# As many kinds as there are colours that differ from each other for everybody.
MOST_SERIES = 5


@dataclass(frozen=True, slots=True)
class Column:
    """`values` has a number for each series, or none at all; `label` is short, since it stands below the column."""

    name: str
    label: str
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.values)


def columns_of_months(year: int, used: Mapping[date, tuple[int, ...]]) -> tuple[Column, ...]:
    """Every month of the financial year, also those of which there is nothing. `used` has them by their first days."""
    return tuple(Column(f"{day:%B %Y}", f"{day:%b}", used.get(day, ())) for day in months_of(year))


class Box(NamedTuple):
    """A part of a column."""

    series: int
    x: float
    y: float
    width: float
    height: float


class Mark(NamedTuple):
    """Where on its axis a label stands."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    title: str
    series: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def in_words(self) -> str:
        """What the drawing shows, for those who do not see it."""
        used = [column for column in self.columns if column.total]
        most = max(used, key=lambda column: column.total)
        least = min(used, key=lambda column: column.total)
        words = f"{self.title}. Most in {most.name}: {thousands(most.total)}."
        if len(used) > 1:
            words += f" Least in {least.name}: {thousands(least.total)}."
        return f"{words} The table has every number."

    @property
    def boxes(self) -> list[Box]:
        scale = (FLOOR - TOP) / self._highest
        return [
            Box(
                series, self._middle(place) - self._thick / 2, FLOOR - end * scale, self._thick, value * scale
            )
            for place, column in enumerate(self.columns)
            for series, (value, end) in enumerate(zip(column.values, accumulate(column.values), strict=True))
            if value
        ]

    @property
    def lines(self) -> list[Mark]:
        """The lines to read the numbers from, the floor first."""
        step = self._highest // LINES
        return [
            Mark(FLOOR - (FLOOR - TOP) * number / LINES, thousands(number * step))
            for number in range(LINES + 1)
        ]

    @property
    def labels(self) -> list[Mark]:
        return [Mark(self._middle(place), column.label) for place, column in enumerate(self.columns)]

    @property
    def _room(self) -> float:
        return (WIDTH - LEFT) / len(self.columns)

    @property
    def _thick(self) -> float:
        return self._room * THICKNESS

    def _middle(self, place: int) -> float:
        return LEFT + self._room * (place + 0.5)

    @property
    def _highest(self) -> int:
        """Of the highest line: a round number for each, and room for the highest column."""
        most = max(column.total for column in self.columns)
        steps = (step * 10**power for power in count() for step in ROUND_STEPS)
        return LINES * next(step for step in steps if step * LINES >= most)
