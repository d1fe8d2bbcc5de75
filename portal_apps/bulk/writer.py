"""One thread that writes to the journal for all workers: what comes in meanwhile is committed together, in one fsync."""

import queue
import sqlite3
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple

from portal_apps.bulk.errors import JournalUnwritable

# Workers wait when so many statements are on the way: memory stays flat.
WAITING = 2_000
AT_ONCE = 500
BUSY_SECONDS = 30


class Statement(NamedTuple):
    sql: str
    parameters: tuple[Any, ...]
    committed: Future[None] | None = None


class Closing(NamedTuple):
    """Nothing comes after it."""


def connected(path: Path) -> sqlite3.Connection:
    """A connection whose commits outlive the machine. Deleted text is overwritten."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def connected_to_read(path: Path) -> sqlite3.Connection:
    """A connection that never makes a file, nor changes one: for whoever only looks."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=1, isolation_level=None, check_same_thread=False)


class Writer:
    """`later` keeps the order and does not wait. What `soon` returns is done when the statement and all before it are on disk.

    After the first failure nothing is written any more: all raise JournalUnwritable, and so does what `soon` has returned.
    """

    def __init__(self, path: Path) -> None:
        self._connection = connected(path)
        self._queue: queue.Queue[Statement | Closing] = queue.Queue(WAITING)
        self._failure: sqlite3.Error | None = None
        self._thread = threading.Thread(target=self._run, name="bulk-journal", daemon=True)
        self._thread.start()

    def later(self, sql: str, *parameters: Any) -> None:
        self._refuse_after_failure()
        self._queue.put(Statement(sql, parameters))

    def soon(self, sql: str, *parameters: Any) -> Future[None]:
        self._refuse_after_failure()
        committed: Future[None] = Future()
        self._queue.put(Statement(sql, parameters, committed))
        return committed

    def close(self) -> None:
        """Returns when everything is on disk. Raises JournalUnwritable when something is not."""
        self._queue.put(Closing())
        self._thread.join()
        self._connection.close()
        self._refuse_after_failure()

    def _refuse_after_failure(self) -> None:
        if self._failure is not None:
            raise JournalUnwritable(f"The journal cannot be written: {self._failure}")

    def _run(self) -> None:
        closing = False
        while not closing:
            batch, closing = self._batch()
            if self._failure is None and batch:
                self._commit(batch)
            self._answer(batch)

    def _batch(self) -> tuple[list[Statement], bool]:
        """What waits, at least one; and whether it is the end."""
        batch: list[Statement] = []
        item = self._queue.get()
        while isinstance(item, Statement):
            batch.append(item)
            if len(batch) == AT_ONCE:
                return batch, False
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                return batch, False
        return batch, True

    def _commit(self, batch: list[Statement]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for statement in batch:
                self._connection.execute(statement.sql, statement.parameters)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._failure = error

    def _answer(self, batch: list[Statement]) -> None:
        for statement in batch:
            if statement.committed is None:
                continue
            if self._failure is None:
                statement.committed.set_result(None)
            else:
                statement.committed.set_exception(
                    JournalUnwritable(f"The journal cannot be written: {self._failure}")
                )
