"""Writing: one at a time on either database, so that what a request has read is still true when it writes.

SQLite lets one transaction write at a time (sandbox/settings.py asks for the lock at BEGIN). PostgreSQL would let several
change what the others have read; here they queue for a lock that stands for the whole world.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import OperationalError, connection, transaction

Answer = TypeVar("Answer")

# Any number would do; it is the sandbox's own within its database.
THE_WORLD = 6011
ATTEMPTS = 4
# PostgreSQL: two transactions waited for each other, or one for a lock that was not to be had.
IN_THE_WAY = frozenset({"40001", "40P01", "55P03"})


@contextmanager
def writing() -> Iterator[None]:
    """A transaction in which nobody else writes."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(%s)", [THE_WORLD])
        yield


def patiently(act: Callable[[], Answer]) -> Answer:
    """What `act` answers. It is done again when somebody else's lock was in its way, so it must have left nothing behind."""
    for _ in range(ATTEMPTS - 1):
        try:
            return act()
        except OperationalError as error:
            if not was_in_the_way(error):
                raise
    return act()


def was_in_the_way(error: OperationalError) -> bool:
    cause = error.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    return getattr(cause, "sqlstate", None) in IN_THE_WAY
