"""A file of recipients with its verdict, where the API and every process of the portal find them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import IO, Any

import orjson

from gateway.storage import (
    recipient_bad_rows,
    recipient_blank_rows,
    recipient_files,
    recipient_progress,
    recipient_repeats,
    recipient_verdicts,
)
from gateway.storage.files import ServiceFiles
from portal_apps.sending.recipients.checking import Checked, Progress, checked, unreported
from portal_apps.sending.recipients.messages import OF_UPLOAD
from portal_apps.sending.recipients.pages import entries, span_of
from portal_apps.sending.recipients.repeats import Repeat
from portal_apps.sending.recipients.rules import Rules
from portal_apps.sending.recipients.stored_csv import ROWS_AT_ONCE
from portal_apps.sending.recipients.verdict import Row, Verdict

STORED_AS = "recipients.csv"
NO_METADATA: Mapping[str, object] = {}


class RecipientFile:
    """One upload of a service. Reading raises NotFound for one that nobody checked."""

    def __init__(self, service_id: str, upload_id: str) -> None:
        self._ids = (service_id, upload_id)

    def check(
        self,
        source: IO[bytes],
        name: str,
        rules: Rules,
        progress: Progress = unreported,
        metadata: Mapping[str, object] = NO_METADATA,
    ) -> Verdict:
        """Read the upload, and store it with its verdict, and with what else the file is to say of itself.

        Raises Unreadable; nothing is stored then.
        """
        with checked(source, name, rules, progress) as result:
            self.store(result, metadata)
        return self.verdict

    def store(self, result: Checked, metadata: Mapping[str, object] = NO_METADATA) -> None:
        """Keep what a check has found."""
        recipient_files.store(*self._ids, result.csv, {**metadata, **_metadata(result.verdict)})
        self._store_parts(result)

    def check_again(self, rules: Rules, progress: Progress = unreported) -> Verdict:
        """The stored file by other rules: the template, the team or the service have changed."""
        old = self.verdict
        blank = [tuple(rows) for rows in entries(recipient_blank_rows.read(*self._ids))]
        arranged = partial(in_their_places, header_row=old.header_row, blank=blank)
        with (
            recipient_files.open(*self._ids) as source,
            checked(source, STORED_AS, rules, progress, arranged) as result,
        ):
            notices = [notice for notice in old.notices if notice.code in OF_UPLOAD]
            verdict = replace(
                result.verdict,
                name=old.name,
                file_format=old.file_format,
                file_digest=old.file_digest,
                notices=(*notices, *result.verdict.notices),
            )
            self._store_parts(replace(result, verdict=verdict))
        recipient_files.set_metadata(
            *self._ids, {**recipient_files.metadata(*self._ids), **_metadata(verdict)}
        )
        return self.verdict

    @cached_property
    def verdict(self) -> Verdict:
        return Verdict.from_json(recipient_verdicts.read(*self._ids))

    def bad_rows(self, page: int = 1) -> list[Row]:
        """A page of them, in the order of the file; empty beyond the last."""
        return [
            Row.from_json(*row) for row in self._page(recipient_bad_rows, self.verdict.offsets.bad_rows, page)
        ]

    def every_bad_row(self) -> Iterator[Row]:
        with recipient_bad_rows.open(*self._ids) as lines:
            for line in lines:
                yield Row.from_json(*orjson.loads(line))

    def repeats(self, page: int = 1) -> list[Repeat]:
        """A page of the recipients that are in the file more than once."""
        return [Repeat(*entry) for entry in self._page(recipient_repeats, self.verdict.offsets.repeats, page)]

    def every_repeat(self) -> Iterator[Repeat]:
        with recipient_repeats.open(*self._ids) as lines:
            for line in lines:
                yield Repeat(*orjson.loads(line))

    def cells(self, index: int) -> list[str]:
        """The row of this index, counted from 0 without empty rows, as the API counts. Raises IndexError."""
        if not 0 <= index < self.verdict.totals.rows:
            raise IndexError(index)
        start, length = span_of(self.verdict.offsets.rows, index // ROWS_AT_ONCE + 1)
        text = recipient_files.read_range(*self._ids, start, length).decode()
        return list(csv.reader(io.StringIO(text, newline="")))[index % ROWS_AT_ONCE]

    def remove(self) -> None:
        """The file and all that is known about it; there need not be any."""
        for kind in (
            recipient_progress,
            recipient_verdicts,
            recipient_bad_rows,
            recipient_repeats,
            recipient_blank_rows,
            recipient_files,
        ):
            kind.remove(*self._ids)

    def _store_parts(self, result: Checked) -> None:
        """The verdict comes last: whoever sees it finds the others."""
        recipient_bad_rows.store(*self._ids, result.bad_rows)
        recipient_repeats.store(*self._ids, result.repeats)
        recipient_blank_rows.store(*self._ids, result.blank_rows)
        recipient_verdicts.store(*self._ids, result.verdict.as_json())
        self.__dict__["verdict"] = result.verdict

    def _page(self, kind: ServiceFiles, offsets: list[int], page: int) -> Iterator[Any]:
        start, length = span_of(offsets, page)
        return entries(kind.read_range(*self._ids, start, length)) if length else iter(())


def in_their_places(
    rows: Iterable[list[str]], header_row: int, blank: Iterable[tuple[int, int]]
) -> Iterator[list[str]]:
    """The rows of a stored file between the empty ones that the spreadsheet had."""
    gaps = iter([(1, header_row - 1), *blank])
    first, last = next(gaps)
    number = 0
    for row in rows:
        while first == number + 1:
            yield from ([] for _ in range(first, last + 1))
            number = last
            first, last = next(gaps, (0, 0))
        yield row
        number += 1


def _metadata(verdict: Verdict) -> dict[str, object]:
    """What the API asks of a file before it makes a job of it."""
    return {
        "original_file_name": verdict.name,
        "template_id": verdict.template_id,
        "notification_count": verdict.totals.rows,
        "valid": verdict.can_be_sent,
    }
