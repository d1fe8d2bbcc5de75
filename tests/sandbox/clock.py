"""The sandbox goes by the clock alone; its tests move the past, by making rows older."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path


def make_older(database: Path, table: str, row_id: str, seconds: float, *columns: str) -> None:
    """Moves these columns of a row (`created_at`, unless others are named) so far back."""
    key = row_id.replace("-", "")
    with closing(sqlite3.connect(database)) as connection, connection:
        for column in columns or ("created_at",):
            # The names are the tests' own words.
            [(text,)] = connection.execute(f"select {column} from sandbox_{table} where id = ?", [key])  # noqa: S608
            then = datetime.fromisoformat(text) - timedelta(seconds=seconds)
            connection.execute(f"update sandbox_{table} set {column} = ? where id = ?", [str(then), key])  # noqa: S608
