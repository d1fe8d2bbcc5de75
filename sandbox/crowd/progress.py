"""How far a long piece of work is: a bar on a terminal, a line now and then elsewhere."""

import time
from types import TracebackType
from typing import Self

from django.core.management.base import OutputWrapper
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

SECONDS_BETWEEN_LINES = 5.0


class RateColumn(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:,.0f} rows/s")


class Bar:
    """For people who watch."""

    def __init__(self, total: int) -> None:
        self.progress = Progress(
            TextColumn("{task.description:<14}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
            RateColumn(),
            TimeElapsedColumn(),
            TextColumn("left:"),
            TimeRemainingColumn(),
        )
        self.task = self.progress.add_task("", total=total)

    def __enter__(self) -> Self:
        self.progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.progress.stop()

    def advance(self, what: str, count: int) -> None:
        self.progress.update(self.task, advance=count, description=what)


class Lines:
    """For logs."""

    def __init__(self, total: int, out: OutputWrapper) -> None:
        self.total, self.out, self.done = total, out, 0
        self.began = self.told = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._tell("done")

    def advance(self, what: str, count: int) -> None:
        self.done += count
        if time.monotonic() - self.told >= SECONDS_BETWEEN_LINES:
            self._tell(what)

    def _tell(self, what: str) -> None:
        self.told = time.monotonic()
        rate = self.done / max(self.told - self.began, 0.001)
        left = (self.total - self.done) / rate if rate else 0
        self.out.write(
            f"{self.done / self.total:4.0%}  {self.done:,} of {self.total:,} ({what}), "
            f"{rate:,.0f} rows a second, {left:,.0f} seconds left"
        )
        self.out.flush()


def progress(total: int, out: OutputWrapper) -> Bar | Lines:
    return Bar(total) if out.isatty() else Lines(total, out)
