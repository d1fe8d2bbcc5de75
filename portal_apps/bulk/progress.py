"""How far a run is: a bar on a terminal, a plain line now and then elsewhere. On stderr, so that stdout is the report."""

import threading
import time
from collections import Counter
from typing import Protocol, TextIO

from portal_apps.bulk.states import RowState

SECONDS_BETWEEN_LINES = 10.0


class Shown(Protocol):
    def start(self, title: str, total: int) -> None: ...

    def show(self, done: int, total: int, about: str) -> None: ...

    def stop(self) -> None: ...


class Meter:
    """Counts what any thread settles; `tick` shows it, from the one that leads."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._lock = threading.Lock()
        self._states: Counter[RowState] = Counter()
        self._total = 0

    def start(self, title: str, total: int) -> None:
        self._states.clear()
        self._total = total
        self._shown.start(title, total)

    def settled(self, state: RowState) -> None:
        with self._lock:
            self._states[state] += 1

    def tick(self) -> None:
        with self._lock:
            states = dict(self._states)
        self._shown.show(sum(states.values()), self._total, in_words(states))

    def stop(self) -> None:
        self.tick()
        self._shown.stop()


class Lines:
    def __init__(self, stream: TextIO, seconds: float = SECONDS_BETWEEN_LINES) -> None:
        self._stream = stream
        self._seconds = seconds
        self._title = self._last = ""
        self._started = self._written = 0.0

    def start(self, title: str, total: int) -> None:
        self._title, self._last = title, ""
        self._started = self._written = time.monotonic()
        self._stream.write(f"{title}: {total:,} rows\n")

    def show(self, done: int, total: int, about: str) -> None:
        now = time.monotonic()
        if now - self._written < self._seconds:
            return
        rate = done / (now - self._started)
        left = f", {(total - done) / rate:,.0f} s left" if rate else ""
        self._written = now
        self._stream.write(f"{self._title}: {done:,} of {total:,}, {rate:.1f} a second{left}; {about}\n")
        self._stream.flush()

    def stop(self) -> None:
        seconds = time.monotonic() - self._started
        self._stream.write(f"{self._title}: {seconds:,.1f} s\n")


def in_words(states: "dict[RowState, int]") -> str:
    return ", ".join(f"{count:,} {state}" for state, count in states.items())


def meter_on(stream: TextIO) -> Meter:
    return Meter(shown_on(stream))


def shown_on(stream: TextIO) -> Shown:
    if not stream.isatty():
        return Lines(stream)
    from portal_apps.bulk.progress_bar import Bar  # noqa: PLC0415 - what draws it is no small thing, and for terminals

    return Bar()
