"""Patience with somebody else's locks."""

import sqlite3
from contextlib import closing

import psycopg
import pytest
from django.db import OperationalError

from sandbox.writing import ATTEMPTS, patiently


@pytest.fixture
def locked(tmp_path):
    """Writes to a database that somebody else holds."""

    def write():
        path = tmp_path / "database.sqlite3"
        with (
            closing(sqlite3.connect(path, isolation_level=None)) as holder,
            closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other,
        ):
            holder.execute("begin immediate")
            other.execute("begin immediate")

    return write


def deadlock():
    raise psycopg.errors.DeadlockDetected


def no_connection():
    raise psycopg.OperationalError


def as_django_raises_it(act):
    try:
        act()
    except (sqlite3.OperationalError, psycopg.OperationalError) as error:
        raise OperationalError from error


class Act:
    """Fails so many times, and says how often it was asked."""

    def __init__(self, failure, times):
        self.failure = failure
        self.times = times
        self.asked = 0

    def __call__(self):
        self.asked += 1
        if self.asked <= self.times:
            as_django_raises_it(self.failure)
        return "done"


class TestPatience:
    def test_with_a_locked_sqlite_file(self, locked):
        act = Act(locked, times=2)

        assert (patiently(act), act.asked) == ("done", 3)

    def test_with_a_deadlock_in_postgresql(self):
        act = Act(deadlock, times=1)

        assert (patiently(act), act.asked) == ("done", 2)

    def test_ends(self, locked):
        act = Act(locked, times=ATTEMPTS)

        with pytest.raises(OperationalError):
            patiently(act)
        assert act.asked == ATTEMPTS

    def test_not_with_anything_else(self):
        act = Act(no_connection, times=1)

        with pytest.raises(OperationalError):
            patiently(act)
        assert act.asked == 1
