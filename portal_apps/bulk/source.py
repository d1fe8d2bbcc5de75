"""Where rows come from: a table in a file or on stdin, or what a command lists by itself."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import IO, Any, Protocol

from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.operation import Column, Row
from portal_apps.core.spreadsheets import as_typed
from portal_apps.sending.recipients.findings import Unreadable
from portal_apps.sending.recipients.tables import Table, table_of
from portal_apps.sending.recipients.upload import Upload, received

STDIN, STDIN_NAME = "-", "stdin.csv"


@dataclass(frozen=True, slots=True)
class BadRow:
    number: int
    column: str
    reason: str


class Source(Protocol):
    """`identity` is the same for the same input: by it a run is found again."""

    @property
    def name(self) -> str: ...

    @property
    def identity(self) -> str: ...

    def rows(self) -> Iterator[Row | BadRow]: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows that the command makes by itself, whatever it makes them of."""

    name: str
    identity: str
    listed: Iterable[Row | BadRow]

    def rows(self) -> Iterator[Row | BadRow]:
        return iter(self.listed)


class TableSource:
    """CSV, TSV or a workbook. The header is checked when it is opened, each row when it comes by."""

    def __init__(self, upload: Upload, table: Table, columns: Sequence[Column]) -> None:
        self.name, self.identity = upload.name, upload.digest
        self._cells = enumerate(table.rows(), 1)
        self._columns = _in_order(self._header(), columns)

    def rows(self) -> Iterator[Row | BadRow]:
        for number, raw in self._cells:
            cells = [as_typed(cell.strip()) for cell in raw]
            if any(cells):
                yield from self._parsed(number, cells)

    def _header(self) -> list[str]:
        for _, raw in self._cells:
            if any(cell.strip() for cell in raw):
                return [cell.strip() for cell in raw]
        return []

    def _parsed(self, number: int, cells: list[str]) -> Iterator[Row | BadRow]:
        """The row, or everything that is bad in it."""
        values: dict[str, Any] = {}
        bad: list[BadRow] = []
        width = len(self._columns)
        if any(cells[width:]):
            bad.append(BadRow(number, "", f"has more cells than the header, which has {width}"))
        cells += [""] * (width - len(cells))
        for column, cell in zip(self._columns, cells, strict=False):
            if not cell:
                if column.required:
                    bad.append(BadRow(number, column.name, "is missing"))
                continue
            try:
                values[column.name] = column.parse(cell)
            except ValueError as error:
                bad.append(BadRow(number, column.name, str(error)))
        yield from bad or (Row(number, values),)


@contextmanager
def table_source(path: str, columns: Sequence[Column]) -> Iterator[TableSource]:
    """Raises BadInput for a file that is no table, and for a header that is not the command's."""
    names = [column.name for column in columns]

    def count_of_known(headings: list[str]) -> int:
        return sum(normalised(heading) in names for heading in headings)

    try:
        with (
            closing(opened(path)) as file,
            received(file, name_of(path)) as upload,
            table_of(upload, count_of_known) as table,
        ):
            yield TableSource(upload, table, columns)
    except Unreadable as error:
        raise BadInput(error.finding.text) from error


def normalised(heading: str) -> str:
    return "_".join(heading.lower().replace("-", " ").replace("_", " ").split())


def name_of(path: str) -> str:
    return STDIN_NAME if path == STDIN else Path(path).name


def opened(path: str) -> IO[bytes]:
    if path == STDIN:
        return sys.stdin.buffer
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error


def _in_order(headings: list[str], columns: Sequence[Column]) -> list[Column]:
    """The columns of the command in the order of the file."""
    by_name = {column.name: column for column in columns}
    while headings and not headings[-1]:
        headings.pop()
    found = [normalised(heading) for heading in headings]
    complaints = [
        _unknown(heading, list(by_name)) for heading in headings if normalised(heading) not in by_name
    ]
    complaints += [f"The column {name!r} is there twice" for name in by_name if found.count(name) > 1]
    complaints += [
        f"The column {column.name!r} is missing"
        for column in columns
        if column.required and column.name not in found
    ]
    if complaints:
        raise BadInput("\n".join([*complaints, f"The columns are: {', '.join(by_name)}"]))
    return [by_name[name] for name in found]


def _unknown(heading: str, names: list[str]) -> str:
    nearest = get_close_matches(normalised(heading), names, n=1)
    return f"There is no column {heading!r}" + (f"; is it {nearest[0]!r}?" if nearest else "")
