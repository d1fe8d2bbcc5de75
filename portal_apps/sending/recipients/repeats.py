"""Recipients that are in a file more than once, and rows that are the same as an earlier one."""

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Repeat(NamedTuple):
    """`rows` are all rows of the recipient, `identical` those of them that are the same as an earlier one."""

    recipient: str
    rows: list[int]
    identical: list[int]


class Repeats:
    """Rows are remembered by hashes of 64 bits, to need little memory: in a file of 200,000 rows the odds that two
    different ones look the same are one to a thousand millions."""

    def __init__(self) -> None:
        self._first_rows: dict[int, int] = {}
        self._repeated: dict[int, tuple[str, array[int]]] = {}
        # The hash of each row of the spreadsheet, by its number.
        self._hashes = array("q", [0])

    def add(self, row: int, recipient: str, cells: Sequence[str]) -> None:
        """Rows come in their order; numbers may be left out."""
        self._hashes.extend(0 for _ in range(row - len(self._hashes)))
        self._hashes.append(hash(tuple(cells)))
        key = hash(recipient)
        first = self._first_rows.setdefault(key, row)
        if first != row:
            self._repeated.setdefault(key, (recipient, array("l", [first])))[1].append(row)

    def __iter__(self) -> Iterator[Repeat]:
        """In the order in which they were seen for the second time."""
        for recipient, rows in self._repeated.values():
            yield Repeat(recipient, list(rows), self._identical(rows))

    def _identical(self, rows: Sequence[int]) -> list[int]:
        seen: set[int] = set()
        identical = []
        for row in rows:
            if self._hashes[row] in seen:
                identical.append(row)
            seen.add(self._hashes[row])
        return identical
