"""Messages of services into one file that grows: what is known of it says how far it is, and is written after it."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

from gateway.errors import HTTPError, InvalidResponse
from portal_apps.bulk.calls import Calls, explained
from portal_apps.bulk.errors import BadInput, RunStopped
from portal_apps.bulk.exports.estate import moment
from portal_apps.bulk.exports.files import Facts, GrowingFile
from portal_apps.bulk.exports.files import explained as explained_file
from portal_apps.bulk.exports.lines import Facts as Row
from portal_apps.bulk.exports.lines import Format
from portal_apps.bulk.exports.messages import Wanted, page_after
from portal_apps.bulk.journal import now
from portal_apps.bulk.pace import Stop

PART, MANIFEST = ".part", ".manifest.json"
# Where an export is, while it is not complete.
PLACE = ("service", "after", "is_read")
# What is written twice after a crash costs calls, and saving costs two waits for the disk.
SECONDS_BETWEEN_SAVES = 1.0


class GrowingExport:
    """`facts` are those of the manifest. The file has its name once it is whole."""

    def __init__(self, path: Path, asked: Mapping[str, Any], format_: Format) -> None:
        self._path = path
        self._part = path.with_name(path.name + PART)
        self._manifest = Facts(path.with_name(path.name + MANIFEST))
        self._format = format_
        self.facts = self._manifest.read() or {
            "asked": dict(asked),
            "complete": False,
            "rows": 0,
            "size": 0,
            "began_at": moment(now()),
            "left_out": [],
        }
        if self.facts.get("asked") != asked:
            raise BadInput(f"{self._manifest.path} is about something else: choose another file")
        self._saved_at = time.monotonic()

    def __enter__(self) -> Self:
        self._file = GrowingFile(self._part, self.facts["size"])
        if not self.facts["size"]:
            self._file.write(self._format.head)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_about: object) -> None:
        with self._file:
            if kind is not None and issubclass(kind, RunStopped):
                # What is lost costs calls only, and the reason for the end is the first one.
                with suppress(RunStopped):
                    self._save()

    @property
    def rows(self) -> int:
        rows: int = self.facts["rows"]
        return rows

    def add(self, rows: Sequence[Row], **place: Any) -> None:
        """`place` is where to go on after these rows."""
        self._file.write(self._format.lines(rows))
        self.facts |= {"rows": self.rows + len(rows), **place}
        if time.monotonic() - self._saved_at >= SECONDS_BETWEEN_SAVES:
            self._save()

    def begin_anew(self) -> None:
        """For what cannot be gone on with in the middle."""
        self._file.close()
        self._file = GrowingFile(self._part)
        self._file.write(self._format.head)
        self.facts["rows"] = 0

    def remember(self, **facts: Any) -> None:
        self.facts |= facts
        self._save()

    def finish(self) -> None:
        self.facts = {name: fact for name, fact in self.facts.items() if name not in PLACE}
        self.facts |= {"complete": True, "sha256": self._file.sha256, "ended_at": moment(now())}
        self._save()
        self.give_name()

    def give_name(self) -> None:
        """Also for one whose process was ended in between."""
        if self._part.exists():
            with explained_file(self._path):
                self._part.replace(self._path)

    def _save(self) -> None:
        self._file.settle()
        self.facts["size"] = self._file.size
        self._manifest.write(self.facts)
        self._saved_at = time.monotonic()


@dataclass
class Messages:
    """Which messages, and how many services are done."""

    export: GrowingExport
    wanted: Wanted
    calls: Calls
    stop: Stop
    done: int = 0

    def of_all(self, service_ids: Iterable[str]) -> Iterator[int]:
        """In the order of their ids, from where the export is; a service that the API refuses is left out."""
        for service_id in sorted(service_ids):
            if service_id >= self.export.facts.get("service", ""):
                try:
                    yield from self._pages_of(service_id)
                except (HTTPError, InvalidResponse) as error:
                    self._leave_out(service_id, error)
            self.done += 1

    def of_one(self, service_id: str) -> Iterator[int]:
        try:
            yield from self._pages_of(service_id)
        except (HTTPError, InvalidResponse) as error:
            raise RunStopped(f"The API says: {explained(error)[0]}") from error

    def _pages_of(self, service_id: str) -> Iterator[int]:
        """The number of rows that are written, after each page."""
        place = self.export.facts
        last = place.get("after") if place.get("service") == service_id else None
        is_read = place.get("service") == service_id and place.get("is_read", False)
        while not is_read:
            self.stop.check()
            page = self.calls.until_answered(partial(page_after, service_id, self.wanted, last))
            rows = [{"service_id": service_id, **m} for m in page.messages if self.wanted.has(m)]
            last, is_read = page.last, page.last is None
            self.export.add(rows, service=service_id, after=last, is_read=is_read)
            yield self.export.rows

    def _leave_out(self, service_id: str, error: HTTPError | InvalidResponse) -> None:
        reason, status = explained(error)
        left_out = {"id": service_id, "reason": reason, "status": status}
        self.export.add([], service=service_id, after=None, is_read=True)
        self.export.remember(left_out=[*self.export.facts["left_out"], left_out])
