"""The parts of a file while they are sent: what the API is to be given of each, in one temporary file."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO, NamedTuple

import orjson

from portal_apps.bulk.source import BadRow
from portal_apps.sending.recipients import Verdict
from portal_apps.sending.recipients.checking import Checked
from portal_apps.sending.recipients.findings import Fault
from portal_apps.sending.recipients.parts import Part


class Span(NamedTuple):
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class KeptPart:
    """`rows` are the numbers of its first and its last row in the whole file."""

    number: int
    rows: tuple[int, int]
    verdict: Verdict
    spans: tuple[Span, ...]

    @property
    def size(self) -> int:
        """Of the file that the API reads."""
        return self.spans[0].length


class PartFiles:
    """Takes in parts in their order. Memory holds a verdict of each, whatever the number of rows."""

    def __init__(self, stack: ExitStack) -> None:
        self._files = _new_file(stack)
        self._bad_rows = _new_file(stack)
        self._parts: list[KeptPart] = []
        self.are_stored = False

    def __iter__(self) -> Iterator[KeptPart]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def add(self, part: Part) -> None:
        checked, totals = part.checked, part.checked.verdict.totals
        if totals.bad_rows:
            self._keep_bad_rows(part)
        spans = tuple(map(self._kept, (checked.csv, checked.repeats, checked.blank_rows)))
        last = part.row_in_file(totals.rows + totals.blank_rows + 1)
        rows = (part.first_row, last)
        self._parts.append(KeptPart(part.number, rows, checked.verdict, spans))

    def bad_rows(self) -> Iterator[BadRow]:
        """Everything that is wrong in the rows, by their numbers in the whole file."""
        self._bad_rows.seek(0)
        for line in self._bad_rows:
            yield BadRow(*orjson.loads(line))

    def of(self, number: int) -> Checked:
        """A part without bad rows, as its check has found it."""
        part = self._parts[number - 1]
        csv, repeats, blank_rows = (BytesIO(self._read(span)) for span in part.spans)
        verdict = replace(part.verdict, name=self._name_of(part))
        return Checked(verdict, csv, BytesIO(), repeats, blank_rows)

    def _name_of(self, part: KeptPart) -> str:
        path = PurePath(part.verdict.name)
        return f"{path.stem} ({part.number} of {len(self)}){path.suffix}" if len(self) > 1 else path.name

    def _keep_bad_rows(self, part: Part) -> None:
        headings = part.checked.verdict.headings
        for line in part.checked.bad_rows:
            number, _cells, faults = orjson.loads(line)
            for fault in (Fault(*facts) for facts in faults):
                column = "" if fault.column is None else headings[fault.column]
                bad = (part.row_in_file(number), column, fault.text)
                self._bad_rows.write(orjson.dumps(bad, option=orjson.OPT_APPEND_NEWLINE))

    def _kept(self, source: IO[bytes]) -> Span:
        start = self._files.tell()
        while chunk := source.read(64 * 1024):
            self._files.write(chunk)
        return Span(start, self._files.tell() - start)

    def _read(self, span: Span) -> bytes:
        self._files.seek(span.start)
        return self._files.read(span.length)


def _new_file(stack: ExitStack) -> IO[bytes]:
    return stack.enter_context(TemporaryFile())
