# ruff: noqa: S608 - every name in these statements is this module's own
"""Words of the messages in the outbox, found among millions by the full-text index of either database.

A search finds the messages that have all its words, in the recipient, the subject or the text. Words are whole ones, unless
they end in an asterisk.
"""

import re
from dataclasses import dataclass

from django.db import connection

TABLE = "sandbox_outboxmessage"
WORDS = "sandbox_outbox_words"
# Made again at every start: Django rebuilds a table when its columns change, and forgets the trigger.
TRIGGER = "sandbox_outbox_new_words"
# Long messages are found by how they begin.
SEARCHED = 20_000
# What comes between words, besides spaces.
PUNCTUATION = r"!-/:-@\[-`{-~"
WORD = re.compile(rf"([^\s\x00-\x1f{PUNCTUATION}]+)(\*?)")

SQLITE_INDEX = (
    f'CREATE VIRTUAL TABLE {WORDS} USING fts5("to", subject, body, content={TABLE}, content_rowid=number, '
    "columnsize=0, detail=none)"
)
SQLITE_TRIGGER = (
    f'CREATE TRIGGER {TRIGGER} AFTER INSERT ON {TABLE} BEGIN INSERT INTO {WORDS} (rowid, "to", subject, body) '
    f'VALUES (new.number, new."to", new.subject, substr(new.body, 1, {SEARCHED})); END'
)
POSTGRESQL_WORDS = (
    """to_tsvector('simple', regexp_replace("to" || ' ' || subject || ' ' || """
    f"""left(body, {SEARCHED}), '[{PUNCTUATION}]+', ' ', 'g'))"""
)
POSTGRESQL_INDEX = f"CREATE INDEX IF NOT EXISTS {WORDS} ON {TABLE} USING gin (({POSTGRESQL_WORDS}))"


@dataclass(frozen=True)
class Place:
    """Where a page of messages is: the newest of those before a number, or the first of those after one."""

    before: int | None = None
    after: int | None = None

    @property
    def bounds(self) -> list[tuple[str, int]]:
        return [
            (sign, number) for sign, number in (("<", self.before), (">", self.after)) if number is not None
        ]

    @property
    def order(self) -> str:
        return "DESC" if self.after is None else "ASC"


def prepare() -> None:
    """Makes the index, if it is not there. Messages that are there already are in it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_INDEX)
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE name IN (%s, %s)", [WORDS, TRIGGER])
        there = {name for (name,) in cursor.fetchall()}
        if WORDS not in there:
            cursor.execute(SQLITE_INDEX)
        if TRIGGER not in there:
            cursor.execute(f"INSERT INTO {WORDS} ({WORDS}) VALUES ('rebuild')")
            cursor.execute(SQLITE_TRIGGER)


def forget() -> None:
    """When every message goes. SQLite keeps the words beside them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {WORDS} ({WORDS}) VALUES ('delete-all')")


def found(search: str, message_type: str, place: Place, limit: int) -> list[int]:
    """The numbers of the messages, from the place on."""
    words: list[tuple[str, str]] = WORD.findall(search.lower())
    if not words:
        return []
    source, number, match = _in_postgresql(words) if connection.vendor == "postgresql" else _in_sqlite(words)
    conditions: list[tuple[str, str | int]] = [match]
    conditions += [(f"{number} {sign} %s", bound) for sign, bound in place.bounds]
    conditions += [("message_type = %s", message_type)] if message_type else []
    where = " AND ".join(condition for condition, _ in conditions)
    statement = f"SELECT {number} FROM {source} WHERE {where} ORDER BY {number} {place.order} LIMIT {limit}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _, value in conditions])
        return [each for (each,) in cursor.fetchall()]


def _in_sqlite(words: list[tuple[str, str]]) -> tuple[str, str, tuple[str, str]]:
    # Ordered by the index's own number, it is read only as far as the page goes.
    source, number = f"{WORDS} JOIN {TABLE} ON {TABLE}.number = {WORDS}.rowid", f"{WORDS}.rowid"
    return source, number, (f"{WORDS} MATCH %s", " AND ".join(f'"{word}"{star}' for word, star in words))


def _in_postgresql(words: list[tuple[str, str]]) -> tuple[str, str, tuple[str, str]]:
    query = " & ".join(f"'{word}'{':*' if star else ''}" for word, star in words)
    return TABLE, "number", (f"{POSTGRESQL_WORDS} @@ to_tsquery('simple', %s)", query)
