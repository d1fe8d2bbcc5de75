"""One kind of an estate into one file: asked for by several threads, put down in the order of the API's own list."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from gateway.errors import HTTPError, InvalidResponse
from portal_apps.bulk.calls import Calls, explained
from portal_apps.bulk.crew import Crew
from portal_apps.bulk.errors import RunStopped
from portal_apps.bulk.exports.files import GrowingFile
from portal_apps.bulk.exports.files import explained as explained_file
from portal_apps.bulk.exports.kinds import EVERYTHING, Kind
from portal_apps.bulk.exports.lines import CsvLines, Facts
from portal_apps.bulk.journal import now
from portal_apps.bulk.pace import Stop
from portal_apps.bulk.progress import Meter
from portal_apps.bulk.states import RowState

SNAPSHOT = "snapshot_at"
PART = ".part"
ROWS_AT_ONCE = 1_000

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Hands:
    """Who asks, and who watches."""

    calls: Calls
    workers: int
    stop: Stop
    meter: Meter


class InOrder:
    """Puts down what several threads bring, in the order in which it was asked for."""

    def __init__(self, put: Callable[[Iterable[Facts]], None]) -> None:
        self._put = put
        self._lock = threading.Lock()
        self._waiting: dict[int, Iterable[Facts]] = {}
        self._next = 0

    def bring(self, number: int, rows: Iterable[Facts]) -> None:
        with self._lock:
            self._waiting[number] = rows
            while self._next in self._waiting:
                self._put(self._waiting.pop(self._next))
                self._next += 1


@dataclass
class KindExport:
    """The file has its name once it is whole. `left_out` are the subjects about which the API says nothing."""

    kind: Kind
    path: Path
    hands: Hands
    rows: int = 0
    left_out: list[dict[str, Any]] = field(default_factory=list)

    def run(self) -> Mapping[str, Any]:
        """What a manifest says of the file. Raises RunStopped."""
        began, part = now(), self.path.with_name(self.path.name + PART)
        format_ = CsvLines((SNAPSHOT, *self.kind.columns))
        with GrowingFile(part) as file:
            file.write(format_.head)

            def put(rows: Iterable[Facts]) -> None:
                for some in _in_groups(rows):
                    file.write(format_.lines(some))
                    self.rows += len(some)

            self._gather(put)
            file.settle()
        with explained_file(part):
            part.replace(self.path)
        return {
            "file": self.path.name,
            "rows": self.rows,
            "sha256": file.sha256,
            "snapshot_from": moment(began),
            "snapshot_to": moment(now()),
            "left_out": self.left_out,
        }

    def _gather(self, put: Callable[[Iterable[Facts]], None]) -> None:
        subjects = self._whole(self.kind.subjects)
        if subjects == [EVERYTHING]:
            asked_at = now()
            put(_stamped(asked_at, self._whole(lambda: self.kind.rows_of(EVERYTHING))))
            return
        in_order = InOrder(put)

        def work(item: tuple[int, str]) -> None:
            number, subject = item
            in_order.bring(number, self._about(subject))

        self.hands.meter.start(f"Exporting {self.kind.name}", len(subjects))
        try:
            Crew(work, enumerate(subjects), self.hands.stop).run(self.hands.workers, self.hands.meter.tick)
        finally:
            self.hands.meter.stop()

    def _about(self, subject: str) -> Iterable[Facts]:
        """One about which the API can say nothing spoils no other."""
        asked_at = now()
        try:
            rows = self.hands.calls.until_answered(lambda: self.kind.rows_of(subject))
        except (HTTPError, InvalidResponse) as error:
            reason, status = explained(error)
            self.left_out.append({"id": subject, "reason": reason, "status": status})
            self.hands.meter.settled(RowState.FAILED)
            return ()
        self.hands.meter.settled(RowState.DONE)
        return _stamped(asked_at, rows)

    def _whole(self, ask: Callable[[], Answer]) -> Answer:
        try:
            return self.hands.calls.until_answered(ask)
        except (HTTPError, InvalidResponse) as error:
            raise RunStopped(f"{self.kind.name}: the API says: {explained(error)[0]}") from error


def moment(when: datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M:%SZ}"


def _stamped(asked_at: datetime, rows: Iterable[Facts]) -> Iterator[Facts]:
    return ({SNAPSHOT: moment(asked_at), **row} for row in rows)


def _in_groups(rows: Iterable[Facts]) -> Iterator[list[Facts]]:
    each = iter(rows)
    while some := list(islice(each, ROWS_AT_ONCE)):
        yield some
