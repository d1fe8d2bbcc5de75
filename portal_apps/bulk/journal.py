"""The journal of one run, an SQLite file: what was planned and what became of it, row by row."""

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import orjson

from portal_apps.bulk.entries import COLUMNS, SCHEMA, Entry, NewRow, entry_of
from portal_apps.bulk.errors import JournalUnwritable
from portal_apps.bulk.operation import Change, Row, Values
from portal_apps.bulk.states import SETTLED, Phase, RowState
from portal_apps.bulk.writer import Writer, connected

FORMAT = 1
ROWS_OF_PAGE = 500
INSERT = "INSERT OR IGNORE INTO rows (number, key, subject, input, personal, state) VALUES (?, ?, ?, ?, ?, ?)"
# Kept while the row may still be needed as it was typed.
_FORGET = ", personal = NULL"


class Journal:
    """Open in one process at a time for writing (see runs.py); any number may read."""

    def __init__(self, path: Path, connect: Callable[[Path], sqlite3.Connection] = connected) -> None:
        self.path = path
        self._reading = connect(path)
        self._writer: Writer | None = None
        self._beginning = threading.Lock()

    @classmethod
    def create(cls, path: Path, about: Mapping[str, Any]) -> Self:
        path.touch(mode=0o600, exist_ok=False)
        journal = cls(path)
        with journal.writes() as connection:
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
        journal.note(format=FORMAT, phase=Phase.PLANNING, created_at=now().isoformat(), **about)
        return journal

    def close(self) -> None:
        """Returns when everything is on disk."""
        try:
            self.flush()
        finally:
            self._reading.close()

    def flush(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.close()

    @property
    def writer(self) -> Writer:
        with self._beginning:
            if self._writer is None:
                self._writer = Writer(self.path)
            return self._writer

    # The run

    @property
    def about(self) -> dict[str, Any]:
        return {name: orjson.loads(value) for name, value in self._reading.execute("SELECT * FROM about")}

    @property
    def phase(self) -> Phase:
        return Phase(self.about["phase"])

    def note(self, **facts: Any) -> None:
        """Facts about the run, on disk when this returns."""
        with self.writes() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO about VALUES (?, ?)",
                [(name, as_json(value)) for name, value in facts.items()],
            )

    # The rows

    def add(self, rows: Iterable[NewRow]) -> Iterator[tuple[Row, int]]:
        """Take in rows. Yields those whose key an earlier one has, with the number of that one. Within `writes`."""
        connection = self._reading
        for new in rows:
            personal = as_json(new.personal) if new.personal else None
            values = (new.row.number, new.key, new.subject, as_json(new.public), personal, RowState.NEW)
            if not connection.execute(INSERT, values).rowcount:
                earlier = connection.execute("SELECT number FROM rows WHERE key = ?", (new.key,))
                yield new.row, earlier.fetchone()[0]

    def entries(self, states: Iterable[RowState] | None = None) -> Iterator[Entry]:
        """The rows in these states in the order of the input, a page at a time. They may change meanwhile."""
        chosen = list(RowState if states is None else states)
        query = (
            f"SELECT {COLUMNS} FROM rows WHERE position > ? AND state IN ({','.join('?' * len(chosen))}) "  # noqa: S608 - what is put in are names of ours and question marks
            f"ORDER BY position LIMIT {ROWS_OF_PAGE}"
        )
        position = 0
        while page := self._reading.execute(query, (position, *chosen)).fetchall():
            yield from map(entry_of, page)
            position = page[-1][0]

    def counts(self) -> dict[RowState, int]:
        found = self._reading.execute("SELECT state, count(*) FROM rows GROUP BY state")
        return {RowState(state): count for state, count in found}

    def digest(self) -> str:
        """Of everything that the plan changes: the same plan has the same digest, wherever it was made."""
        digest = hashlib.sha256()
        query = "SELECT key, before, after FROM rows WHERE after IS NOT NULL ORDER BY position"
        for row in self._reading.execute(query):
            digest.update(orjson.dumps(row))
        return digest.hexdigest()[:16]

    def put_back(self, states: Iterable[RowState], into: RowState) -> int:
        """How many rows were in one of these states, and are in the other now."""
        chosen = list(states)
        with self.writes() as connection:
            query = f"UPDATE rows SET state = ? WHERE state IN ({','.join('?' * len(chosen))})"  # noqa: S608 - as above
            return connection.execute(query, (into, *chosen)).rowcount

    # What becomes of a row

    def plan(
        self, entry: Entry, state: RowState, change: Change | None, reason: str, status: int | None
    ) -> None:
        self.writer.later(
            f"UPDATE rows SET state = ?, before = ?, after = ?, reason = ?, status = ?, at = ?{_forget(state)} "  # noqa: S608 - what is put in are names of ours and question marks
            "WHERE position = ?",
            state,
            as_json(change.before) if change else None,
            as_json(change.after) if change else None,
            reason,
            status,
            now().timestamp(),
            entry.position,
        )

    def intend(self, entry: Entry, state: RowState, trace: str) -> Future[None]:
        """A write is about to be made: not before what this returns is done, for then it is on disk."""
        return self.writer.soon(
            "UPDATE rows SET state = ?, trace = ?, at = ? WHERE position = ?",
            state,
            trace,
            now().timestamp(),
            entry.position,
        )

    def settle(
        self,
        entry: Entry,
        state: RowState,
        *,
        reason: str = "",
        status: int | None = None,
        result: Values | None = None,
    ) -> None:
        """On disk before anything that is intended afterwards."""
        self.writer.later(
            f"UPDATE rows SET state = ?, reason = ?, status = ?, result = coalesce(?, result), at = ?{_forget(state)} "  # noqa: S608 - what is put in are names of ours and question marks
            "WHERE position = ?",
            state,
            reason,
            status,
            as_json(result) if result else None,
            now().timestamp(),
            entry.position,
        )

    def writes(self) -> "_Transaction":
        return _Transaction(self._reading)


class _Transaction:
    """Of the thread that leads the run, while no worker writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> sqlite3.Connection:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise JournalUnwritable(f"The journal cannot be written: {error}") from error
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if self._connection.in_transaction:
            try:
                self._connection.execute("ROLLBACK" if kind else "COMMIT")
            except sqlite3.Error as cause:
                raise JournalUnwritable(f"The journal cannot be written: {cause}") from cause
        if isinstance(error, sqlite3.Error):
            raise JournalUnwritable(f"The journal cannot be written: {error}") from error


def now() -> datetime:
    return datetime.now(tz=UTC)


def as_json(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _forget(state: RowState) -> str:
    return _FORGET if state in SETTLED else ""
