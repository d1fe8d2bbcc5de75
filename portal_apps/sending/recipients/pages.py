"""Lines of JSON in pages, so that one page of a long list is read without the others."""

from collections.abc import Iterator
from typing import IO, Any

import orjson

from portal_apps.sending.recipients.limits import ROWS_OF_PAGE


class PageWriter:
    """A list on its way to a file. `offsets` say where each page begins; the last one is the end."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.count = 0
        self._size = 0
        self._begins: list[int] = []

    @property
    def offsets(self) -> list[int]:
        return [*self._begins, self._size]

    def add(self, entry: Any) -> None:
        if self.count % ROWS_OF_PAGE == 0:
            self._begins.append(self._size)
        self.count += 1
        self._size += self.file.write(orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE))


def span_of(offsets: list[int], page: int) -> tuple[int, int]:
    """Where the page, counted from 1, begins and how long it is; nothing of it beyond the last."""
    if not 1 <= page < len(offsets):
        return 0, 0
    return offsets[page - 1], offsets[page] - offsets[page - 1]


def entries(lines: bytes) -> Iterator[Any]:
    for line in lines.splitlines():
        yield orjson.loads(line)
