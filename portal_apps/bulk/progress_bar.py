"""How far a run is, as a bar on a terminal with rate and time left."""

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class Bar:
    """Of the terminal itself: what Django puts around stderr ends every text with a new line."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._progress = Progress()
        self._task = self._progress.add_task("")

    def start(self, title: str, total: int) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            RateColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[about]}"),
            console=self._console,
        )
        self._task = self._progress.add_task(title, total=total, about="")
        self._progress.start()

    def show(self, done: int, total: int, about: str) -> None:
        self._progress.update(self._task, completed=done, total=total, about=about)

    def stop(self) -> None:
        self._progress.stop()


class RateColumn(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")
