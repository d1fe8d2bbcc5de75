"""The input of a run into its journal, and everything that is bad in it before anything is asked of the API."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

from django.conf import settings

from portal_apps.bulk.entries import NewRow
from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.journal import Journal
from portal_apps.bulk.operation import Operation
from portal_apps.bulk.source import BadRow, Source

KEY_CHARACTERS = 32
SUBJECT_CHARACTERS = 10

Report = Callable[[BadRow], object]


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several parts of the same input, told apart by what the rows are about."""

    number: int
    of: int

    @classmethod
    def parsed(cls, text: str) -> Self:
        number, slash, of = text.partition("/")
        if not (slash and number.isdigit() and of.isdigit() and 1 <= int(number) <= int(of)):
            raise BadInput(f"--shard {text}: write it as 3/8, the third of eight")
        return cls(int(number), int(of))

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def has(self, key: str) -> bool:
        """The same on every machine, whatever its secrets."""
        return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % self.of == self.number - 1


WHOLE = Shard(1, 1)


def load(journal: Journal, operation: Operation, source: Source, shard: Shard, report: Report) -> None:
    """Every bad row is reported, then BadInput is raised if there was one."""
    count = 0

    def bad(row: BadRow) -> None:
        nonlocal count
        count += 1
        report(row)

    with journal.writes():
        for row, earlier in journal.add(_good_rows(operation, source, shard, bad)):
            bad(BadRow(row.number, "", f"is about the same as row {earlier}"))
    if count:
        raise BadInput(f"{count:,} complaints about {source.name}. Nothing was written.")


def _good_rows(operation: Operation, source: Source, shard: Shard, bad: Report) -> Iterator[NewRow]:
    personal = {column.name for column in operation.columns if column.personal}
    for row in source.rows():
        if isinstance(row, BadRow):
            bad(row)
            continue
        key = operation.key(row)
        if not shard.has(key):
            continue
        hashed = _hashed(key)
        yield NewRow(
            row,
            key=hashed,
            subject=operation.subject(row) or hashed[:SUBJECT_CHARACTERS],
            public={name: value for name, value in row.values.items() if name not in personal},
            personal={name: value for name, value in row.values.items() if name in personal},
        )


def _hashed(key: str) -> str:
    """Not to be guessed by hashing every address there is."""
    return hmac.new(settings.SECRET_KEY.encode(), key.encode(), hashlib.sha256).hexdigest()[:KEY_CHARACTERS]
