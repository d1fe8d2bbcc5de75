"""What comes together while the rows of a file are read: the files beside the verdict, and its sums."""

from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO

from portal_apps.sending.recipients import limits
from portal_apps.sending.recipients.columns import Columns
from portal_apps.sending.recipients.findings import Fault
from portal_apps.sending.recipients.pages import PageWriter
from portal_apps.sending.recipients.people import Person
from portal_apps.sending.recipients.repeats import Repeats
from portal_apps.sending.recipients.rows import Counts
from portal_apps.sending.recipients.stored_csv import StoredCSV
from portal_apps.sending.recipients.verdict import Offsets, Row, Totals


class Collected:
    """Rows come in their order, `add_blank` for each stretch of empty ones; `finish` after the last."""

    def __init__(self, columns: Columns, stack: ExitStack) -> None:
        self.csv = StoredCSV(_new_file(stack), columns.headings)
        self.bad_rows = PageWriter(_new_file(stack))
        self.repeats = PageWriter(_new_file(stack))
        self.blank_rows = PageWriter(_new_file(stack))
        self.counts = Counts()
        self.sample: list[Row] = []
        self.rows = 0
        self._room_in_sample = limits.CHARACTERS_OF_SAMPLE
        self._seen = Repeats()
        self._blank = self._identical = 0

    def add(self, number: int, cells: list[str], person: Person | None, faults: list[Fault]) -> None:
        self.rows += 1
        self.csv.add(cells)
        if person:
            self._seen.add(number, person.key, cells)
        if faults:
            self.bad_rows.add(Row(number, cells, tuple(faults)).as_json())
        if self.rows <= limits.ROWS_OF_SAMPLE:
            self._add_to_sample(Row(number, cells, tuple(faults)))

    def add_blank(self, first: int, last: int) -> None:
        self._blank += last - first + 1
        self.blank_rows.add((first, last))

    def finish(self) -> None:
        self.csv.flush()
        for repeat in self._seen:
            self._identical += len(repeat.identical)
            self.repeats.add([*repeat])

    @property
    def totals(self) -> Totals:
        return Totals(
            rows=self.rows,
            bad_rows=self.bad_rows.count,
            blank_rows=self._blank,
            fragments=self.counts.fragments,
            international=self.counts.international,
            international_fragments=self.counts.international_fragments,
            repeated_recipients=self.repeats.count,
            identical_rows=self._identical,
            faults=dict(self.counts.faults),
        )

    @property
    def offsets(self) -> Offsets:
        return Offsets(self.csv.offsets, self.bad_rows.offsets, self.repeats.offsets)

    def _add_to_sample(self, row: Row) -> None:
        """Rows of long texts are few in a sample: whoever reads the verdict reads all of it."""
        self._room_in_sample -= sum(map(len, row.cells))
        if self._room_in_sample >= 0:
            self.sample.append(row)


def _new_file(stack: ExitStack) -> IO[bytes]:
    return stack.enter_context(TemporaryFile())
