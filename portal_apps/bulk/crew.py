"""Several threads that take work from one iterator. Nothing is queued, so memory does not grow with the work."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Generic, TypeVar

from portal_apps.bulk.errors import Interrupted
from portal_apps.bulk.pace import Stop

Item = TypeVar("Item")
LOOK_SECONDS = 0.2
LOCKS = 1024


class Lanes:
    """One lock for each lane; two lanes may happen to have the same one."""

    def __init__(self) -> None:
        self._locks = [threading.Lock() for _ in range(LOCKS)]

    def of(self, lane: str) -> AbstractContextManager[object]:
        return self._locks[hash(lane) % LOCKS] if lane else nullcontext()


class Crew(Generic[Item]):
    """The first worker that fails stops all: each finishes what it is at, then the failure is raised."""

    def __init__(self, work: Callable[[Item], None], items: Iterator[Item], stop: Stop) -> None:
        self._work = work
        self._items = items
        self._stop = stop
        self._lock = threading.Lock()
        self._failure: BaseException | None = None

    def run(self, workers: int, meanwhile: Callable[[], None]) -> None:
        """`meanwhile` is called several times a second. Raises Interrupted for a signal."""
        threads = [
            threading.Thread(target=self._worker, name=f"bulk-{number}", daemon=True)
            for number in range(workers)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive():
                thread.join(LOOK_SECONDS)
                meanwhile()
        if self._failure is not None:
            raise self._failure
        self._stop.check()

    def _worker(self) -> None:
        try:
            while not self._stop.asked and (item := self._take()) is not None:
                self._work(item)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised in the thread that waits
            with self._lock:
                # Who waits when somebody else fails is only told to stop.
                if self._failure is None and not (
                    isinstance(error, Interrupted) and self._stop.signal is None
                ):
                    self._failure = error
            self._stop.ask()

    def _take(self) -> Item | None:
        with self._lock:
            return next(self._items, None)
