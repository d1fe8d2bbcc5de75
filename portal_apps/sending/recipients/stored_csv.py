"""The file as the API reads it: UTF-8, commas, no empty rows. Written while the upload is read."""

import csv
import hashlib
import io
from collections.abc import Sequence
from typing import IO

ROWS_AT_ONCE = 500


class StoredCSV:
    """`flush` after the last row. `offsets` say where every five hundredth row begins, and the end; `digest` is the same
    for the same table, whatever kind of file it came in."""

    def __init__(self, file: IO[bytes], headings: Sequence[str]) -> None:
        self.file = file
        self._begins: list[int] = []
        self._rows: list[Sequence[str]] = [headings]
        self._digest = hashlib.sha256()
        self._size = 0
        self._write()

    @property
    def offsets(self) -> list[int]:
        return [*self._begins, self._size]

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()

    def add(self, cells: Sequence[str]) -> None:
        self._rows.append(cells)
        if len(self._rows) == ROWS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        if self._rows:
            self._begins.append(self._size)
            self._write()

    def _write(self) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(self._rows)
        data = text.getvalue().encode("utf-8", "replace")
        self._digest.update(data)
        self._size += self.file.write(data)
        self._rows = []
