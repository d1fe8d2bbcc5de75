"""What the API says as lines of a file: CSV for spreadsheets, or JSON for programs."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import orjson

from portal_apps.core.spreadsheets import Cell, neutral

Facts = Mapping[str, Any]
YES, NO = "yes", "no"


class Format(Protocol):
    @property
    def head(self) -> bytes: ...

    def lines(self, rows: Iterable[Facts]) -> bytes: ...


class CsvLines:
    """Every column always, in this order; what a row has beyond them is left out. Cells stay text in a spreadsheet."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns

    @property
    def head(self) -> bytes:
        return _written([self._columns])

    def lines(self, rows: Iterable[Facts]) -> bytes:
        return _written([neutral(as_cell(row.get(name))) for name in self._columns] for row in rows)


class JsonLines:
    """All that the API says, as it says it."""

    head = b""

    def lines(self, rows: Iterable[Facts]) -> bytes:
        return b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)


def as_cell(value: object) -> Cell:
    """Yes, no and lists of words stand there as the bulk commands read them."""
    if isinstance(value, bool):
        return YES if value else NO
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return " ".join(value)
    return orjson.dumps(value).decode()


def _written(rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
