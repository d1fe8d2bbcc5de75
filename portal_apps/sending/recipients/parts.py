"""A file of any length as files that can be sent: read once, each part with the headings and a verdict of its own.

with in_parts(source, "people.csv", rules, rows=100_000) as (upload, parts):
    for part in parts:              # its files are gone when the next one is asked for
        part.checked.verdict, part.row_in_file(2)
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, count
from typing import IO

from portal_apps.sending.recipients.checking import Check, Checked, unreported
from portal_apps.sending.recipients.columns import count_of_known
from portal_apps.sending.recipients.findings import Unreadable
from portal_apps.sending.recipients.limits import MAX_FILE_BYTES
from portal_apps.sending.recipients.rules import Rules
from portal_apps.sending.recipients.tables import Table, table_of
from portal_apps.sending.recipients.upload import Upload, received

# As many as a hundred of the largest files that can be sent.
MAX_BYTES = 100 * MAX_FILE_BYTES
FIRST_ROW = 2

Numbered = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Part:
    """`first_row` is the number that its first row has in the whole file."""

    number: int
    first_row: int
    checked: Checked

    def row_in_file(self, row: int) -> int:
        """The number in the whole file of a row of the part."""
        return row - FIRST_ROW + self.first_row


@contextmanager
def in_parts(
    source: IO[bytes], name: str, rules: Rules, rows: int
) -> Iterator[tuple[Upload, Iterator[Part]]]:
    """There is one part at least. Raises Unreadable, as the parts do."""
    with (
        received(source, name, MAX_BYTES) as upload,
        table_of(upload, partial(count_of_known, rules=rules)) as table,
    ):
        yield upload, _parts(upload, table, rules, rows)


def _parts(upload: Upload, table: Table, rules: Rules, size: int) -> Iterator[Part]:
    rows = enumerate(table.rows(), 1)
    headings = next((cells for _, cells in rows if any(map(str.strip, cells))), None)
    if headings is None:
        raise Unreadable("file-empty")
    for number in count(1):
        stretch = _Stretch(rows, size)
        with ExitStack() as stack:
            check = Check(table, chain([headings], stretch), rules, stack)
            check.run(unreported)
            result = check.result(upload)
            if number > 1 and not result.verdict.totals.rows:
                return
            yield Part(number, stretch.first, result)
        if stretch.is_last:
            return


class _Stretch:
    """The next rows of a file, so many that are not empty."""

    def __init__(self, rows: Numbered, size: int) -> None:
        self._rows = rows
        self._left = size
        self.first = 0
        self.is_last = False

    def __iter__(self) -> Iterator[list[str]]:
        for number, cells in self._rows:
            self.first = self.first or number
            self._left -= any(cells)
            yield cells
            if not self._left:
                return
        self.is_last = True
