"""A row of the journal: its columns, and what they hold."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from portal_apps.bulk.operation import Change, Row, Values
from portal_apps.bulk.states import RowState

SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE rows (
    position INTEGER PRIMARY KEY,
    number INTEGER NOT NULL,       -- of the row in the input
    key TEXT NOT NULL UNIQUE,      -- keyed hash of what the row is about
    subject TEXT NOT NULL,
    input TEXT NOT NULL,
    personal TEXT,                 -- what is personal in the input, until the row is settled
    state TEXT NOT NULL,
    before TEXT, after TEXT, result TEXT,
    reason TEXT NOT NULL DEFAULT '',
    status INTEGER,                -- what the API answered, when it refused
    trace TEXT,                    -- under which its log has the calls
    at REAL                        -- seconds since 1970
);
CREATE INDEX rows_by_state ON rows (state);
"""
COLUMNS = (
    "position, number, key, subject, input, personal, state, before, after, result, reason, status, trace, at"
)


@dataclass(frozen=True, slots=True)
class NewRow:
    row: Row
    key: str
    subject: str
    public: Values
    personal: Values


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal."""

    position: int
    key: str
    subject: str
    row: Row
    public: Values
    state: RowState
    change: Change | None
    reason: str
    status: int | None
    trace: str
    at: float

    @property
    def moment(self) -> datetime | None:
        """When it came into its state."""
        return datetime.fromtimestamp(self.at, tz=UTC) if self.at else None

    @property
    def planned(self) -> Change:
        """Of a row that has one, which is every row that was ever about to be sent."""
        if self.change is None:
            raise LookupError(f"row {self.row.number} has no plan")
        return self.change


def entry_of(row: tuple[Any, ...]) -> Entry:
    position, number, key, subject, public, personal, state, before, after, result, *facts = row
    values = orjson.loads(public)
    known = orjson.loads(personal) if personal else {}
    change = _change(before, after, result)
    returned = change.result if change else {}
    reason, status, trace, at = facts
    return Entry(
        position=position,
        key=key,
        subject=subject,
        row=Row(number, {**values, **known, **returned}),
        public=values,
        state=RowState(state),
        change=change,
        reason=reason,
        status=status,
        trace=trace or "",
        at=at or 0.0,
    )


def _change(before: str | None, after: str | None, result: str | None) -> Change | None:
    if before is None or after is None:
        return None
    return Change(orjson.loads(before), orjson.loads(after), orjson.loads(result) if result else {})
