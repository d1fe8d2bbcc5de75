"""A file read once, from its first row to its last, into a verdict and the files beside it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import IO

from portal_apps.core.downloads import says_complete
from portal_apps.core.spreadsheets import APOSTROPHE, as_typed
from portal_apps.sending.recipients import limits
from portal_apps.sending.recipients.collected import Collected
from portal_apps.sending.recipients.columns import LETTER, Columns, count_of_known, listed
from portal_apps.sending.recipients.findings import Finding, Unreadable
from portal_apps.sending.recipients.rows import RowChecker
from portal_apps.sending.recipients.rules import Rules
from portal_apps.sending.recipients.tables import Table, table_of
from portal_apps.sending.recipients.upload import Upload, received
from portal_apps.sending.recipients.verdict import Verdict

ROWS_BETWEEN_REPORTS = 1_000

Rows = Iterator[list[str]]
# Rows done, and how many there will be as far as one can tell.
Progress = Callable[[int, int], object]


def unreported(done: int, estimated: int) -> None:
    """The progress of what nobody waits for."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict with its files, which are gone when the check is over."""

    verdict: Verdict
    csv: IO[bytes]
    bad_rows: IO[bytes]
    repeats: IO[bytes]
    blank_rows: IO[bytes]


@contextmanager
def checked(
    source: IO[bytes],
    name: str,
    rules: Rules,
    progress: Progress = unreported,
    arranged: Callable[[Rows], Rows] = iter,
) -> Iterator[Checked]:
    """The verdict on an upload, whose rows may be arranged before they are counted. Raises Unreadable for what is no
    table of recipients at all."""
    with ExitStack() as stack:
        upload = stack.enter_context(received(source, name))
        table = stack.enter_context(table_of(upload, partial(count_of_known, rules=rules)))
        check = Check(table, arranged(table.rows()), rules, stack)
        check.run(progress)
        yield check.result(upload)


class Check:
    """The way from the rows of one table to a verdict."""

    def __init__(self, table: Table, rows: Rows, rules: Rules, stack: ExitStack) -> None:
        self._table = table
        self._rules = rules
        self._rows = enumerate(rows, 1)
        self._header_row, headings = self._headings()
        self._columns = Columns(headings, rules)
        self._width = len(self._columns.headings)
        self._collected = Collected(self._columns, stack)
        self._long_rows = 0

    def run(self, progress: Progress) -> None:
        collected, width = self._collected, self._width
        # Without a column of recipients there is nothing to be said about a row.
        checker = (
            RowChecker(self._columns, self._rules, collected.counts) if self._columns.recipients else None
        )
        blank_since = 0
        for number, raw in self._rows:
            cells = [text if (text := cell.strip())[:1] != APOSTROPHE else as_typed(text) for cell in raw]
            if not any(cells) or says_complete(cells):
                blank_since = blank_since or number
                self._refuse_endless(number)
                continue
            if blank_since:
                collected.add_blank(blank_since, number - 1)
                blank_since = 0
            if len(cells) != width:
                cells = self._fitted(cells)
            person, faults = checker.check(cells) if checker else (None, [])
            collected.add(number, cells, person, faults)
            if collected.rows > limits.MAX_ROWS_READ:
                raise _too_many_rows()
            if collected.rows % ROWS_BETWEEN_REPORTS == 0:
                progress(collected.rows, max(collected.rows, self._table.estimated_rows()))
        collected.finish()
        progress(collected.rows, collected.rows)

    def result(self, upload: Upload) -> Checked:
        collected = self._collected
        verdict = Verdict(
            name=upload.name,
            file_format=self._table.format,
            template_type=self._columns.template_type,
            template_id=self._rules.template_id,
            template_version=self._rules.template_version,
            rules=self._rules.digest,
            file_digest=upload.digest,
            content_digest=collected.csv.digest,
            header_row=self._header_row,
            columns=self._columns.described(),
            problems=tuple(self._problems()),
            notices=(*upload.notices, *self._table.notices, *self._notices()),
            totals=collected.totals,
            sample=tuple(collected.sample),
            offsets=collected.offsets,
        )
        parts = (collected.csv, collected.bad_rows, collected.repeats, collected.blank_rows)
        for part in parts:
            part.file.seek(0)
        return Checked(verdict, *(part.file for part in parts))

    def _headings(self) -> tuple[int, list[str]]:
        for number, cells in self._rows:
            if any(map(str.strip, cells)):
                return number, cells
            self._refuse_endless(number)
        raise Unreadable("file-empty")

    def _fitted(self, cells: list[str]) -> list[str]:
        """As many cells as there are headings."""
        self._long_rows += any(cells[self._width :])
        return cells[: self._width] + [""] * (self._width - len(cells))

    def _refuse_endless(self, number: int) -> None:
        if number > limits.MAX_ROWS_SEEN:
            raise _too_many_rows()

    def _problems(self) -> Iterator[Finding]:
        yield from self._columns.problems()
        found, limit = self._collected.rows, limits.MAX_ROWS_SENT
        if self._columns.template_type == LETTER and self._rules.allowed is not None:
            yield Finding("letters-in-trial-mode")
        if not found:
            yield Finding("no-rows")
        if found > limit:
            yield Finding("too-many-rows", {"found": found, "limit": limit, "files": -(-found // limit)})

    def _notices(self) -> Iterator[Finding]:
        yield from self._columns.notices()
        headings, totals = self._columns.headings, self._collected.totals
        dates = [headings[column] for column in self._table.date_columns if column < self._width]
        if dates:
            yield Finding("dates", {"names": listed(dates)})
        counts = {
            "ignored-cells": self._long_rows,
            "blank-rows": totals.blank_rows,
            "repeated-recipients": totals.repeated_recipients,
            "identical-rows": totals.identical_rows,
        }
        yield from (Finding(code, {"found": count}) for code, count in counts.items() if count)


def _too_many_rows() -> Unreadable:
    return Unreadable("too-many-rows-to-read", limit=limits.MAX_ROWS_READ, sendable=limits.MAX_ROWS_SENT)
