"""One line of the report, and how the lines are shown."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.timing import Pair

A_MILLISECOND = 1000
HEADINGS = ("figure", "baseline", "gateway", "ratio", "must reach", "holds")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured on both sides. `ratio` is how many times better the gateway did, where that means something."""

    name: str
    baseline: str
    gateway: str
    target: str
    holds: bool
    ratio: float | None = None

    def cells(self) -> tuple[str, ...]:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} x"
        return self.name, self.baseline, self.gateway, ratio, self.target, "yes" if self.holds else "NO"


def faster(name: str, times: Pair, at_least: float) -> Figure:
    """Two times of the same work; smaller is better."""
    return Figure(
        name,
        microseconds(times.first),
        microseconds(times.second),
        f">= {at_least:g} x faster",
        times.ratio >= at_least,
        times.ratio,
    )


def microseconds(time: float) -> str:
    return f"{time:,.1f} us" if time < A_MILLISECOND * 10 else f"{time / A_MILLISECOND:,.1f} ms"


def table(figures: Iterable[Figure]) -> str:
    rows: Sequence[tuple[str, ...]] = [HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def write_json(path: Path, figures: Iterable[Figure], about: dict[str, object]) -> None:
    path.write_text(json.dumps({**about, "figures": [asdict(figure) for figure in figures]}, indent=2) + "\n")
