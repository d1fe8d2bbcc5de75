"""Recipients that are in a file more than once, and rows that are the same as an earlier one."""

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Bits. Of 100,000 recipients one in a hundred meets the mark of another one, and is looked at twice.
MARKS = 2**23


class Repeat(NamedTuple):
    """`rows` are all rows of the recipient, `identical` those of them that are the same as an earlier one."""

    recipient: str
    rows: list[int]
    identical: list[int]


class Repeats:
    """Needs 20 bytes for a row, and a megabyte of marks.

    Rows and recipients are remembered by hashes of 64 bits: in a file of 200,000 rows the odds that two different ones
    look the same are one to a thousand millions. A recipient who meets a mark may have been there; which rows it has is
    found at the end.
    """

    def __init__(self) -> None:
        self._marks = bytearray(MARKS // 8)
        self._suspects: dict[int, str] = {}
        self._rows = array("i")
        self._recipients = array("q")
        self._contents = array("q")

    def add(self, row: int, recipient: str, cells: Sequence[str]) -> None:
        """Rows come in their order; numbers may be left out."""
        key = hash(recipient)
        self._rows.append(row)
        self._recipients.append(key)
        self._contents.append(hash(tuple(cells)))
        place, bit = (key % MARKS) >> 3, 1 << (key & 7)
        if self._marks[place] & bit:
            self._suspects.setdefault(key, recipient)
        else:
            self._marks[place] |= bit

    def __iter__(self) -> Iterator[Repeat]:
        """In the order in which they met a mark, which for a repeated one is its second row or earlier."""
        places: dict[int, array[int]] = {key: array("q") for key in self._suspects}
        for place, key in enumerate(self._recipients):
            if key in places:
                places[key].append(place)
        for key, found in places.items():
            if len(found) > 1:
                rows = [self._rows[place] for place in found]
                yield Repeat(self._suspects[key], rows, self._identical(found))

    def _identical(self, places: Sequence[int]) -> list[int]:
        seen: set[int] = set()
        identical = []
        for place in places:
            if self._contents[place] in seen:
                identical.append(self._rows[place])
            seen.add(self._contents[place])
        return identical
