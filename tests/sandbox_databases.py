"""Where a sandbox of the tests keeps its world: a SQLite file, or a database on a real PostgreSQL.

TEST_SANDBOX_DATABASE=postgresql puts every sandbox of a test run on PostgreSQL.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Self
from uuid import UUID

import psycopg

from tests import postgres_server

Kind = Literal["sqlite", "postgresql"]
KIND = os.environ.get("TEST_SANDBOX_DATABASE", "sqlite")


@dataclass(frozen=True)
class SqliteFile:
    path: Path

    @classmethod
    def new(cls, folder: Path) -> Self:
        return cls(folder / "sandbox.sqlite3")

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def copy(self, folder: Path) -> Self:
        """The same world again, in this folder."""
        other = self.new(folder)
        shutil.copy(self.path, other.path)
        return other

    def run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Values are marked %s in the statement, on either kind of database."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            return connection.execute(
                statement.replace("%s", "?"), [_stored(value) for value in values]
            ).fetchall()

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True)
class PostgresDatabase:
    url: str

    @classmethod
    def new(cls, _folder: Path) -> Self:
        return cls(postgres_server.new_database())

    def copy(self, _folder: Path) -> Self:
        return type(self)(postgres_server.new_database(postgres_server.name_of(self.url)))

    def run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as connection:
            done = connection.execute(statement.encode(), values)
            return done.fetchall() if done.description else []

    def drop(self) -> None:
        postgres_server.drop_database(self.url)


SandboxDatabase = SqliteFile | PostgresDatabase
KINDS: dict[str, type[SandboxDatabase]] = {"sqlite": SqliteFile, "postgresql": PostgresDatabase}


def new_database(folder: Path, kind: str = KIND) -> SandboxDatabase:
    return KINDS[kind].new(folder)


def _stored(value: Any) -> Any:
    """As Django keeps it in SQLite."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value
