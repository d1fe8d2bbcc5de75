"""How far a run is, as far as its journal tells: what is done of the present phase, how fast, and how long it will take."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal_apps.bulk.journal import now
from portal_apps.bulk.states import TO_APPLY, TO_PLAN, TO_UNDO, Phase, RowState

RECENTLY = 60.0
# What has a phase begun with, and since when.
PHASES = {
    Phase.PLANNING: (TO_PLAN, "created_at"),
    Phase.APPLYING: (TO_APPLY, "started_at"),
    Phase.UNDOING: (TO_UNDO, "undo_started_at"),
}


@dataclass(frozen=True, slots=True)
class Headway:
    """`rate` is that of the last minute, in rows a second."""

    done: int
    left: int
    rate: float

    @property
    def total(self) -> int:
        return self.done + self.left

    @property
    def seconds_left(self) -> float | None:
        return self.left / self.rate if self.rate else None


def headway_of(connection: sqlite3.Connection, about: Mapping[str, Any]) -> Headway | None:
    """None for a run that stands still, or whose journal does not tell when it began to move."""
    states, beginning = PHASES.get(Phase(about["phase"]), ((), ""))
    if beginning not in about:
        return None
    moment = now().timestamp()
    since = datetime.fromisoformat(about[beginning]).timestamp()
    recent = max(since, moment - RECENTLY)
    done, left, lately = connection.execute(
        _query(states), (*states, states != TO_UNDO, since, RowState.UNDOING, since, recent)
    ).fetchone()
    return Headway(done, left, lately / max(moment - recent, 1.0))


def _query(states: tuple[RowState, ...]) -> str:
    """A row that cannot be taken back stays done: what tells it from one that waits is the time beside it."""
    return f"""
        SELECT count(*) FILTER (WHERE NOT waits AND at >= params.since),
            count(*) FILTER (WHERE waits),
            count(*) FILTER (WHERE NOT waits AND at >= params.recent)
        FROM (
            SELECT coalesce(at, 0) AS at,
                state IN ({",".join("?" * len(states))}) AND (? OR coalesce(at, 0) < ? OR state = ?) AS waits
            FROM rows
        ), (SELECT ? AS since, ? AS recent) AS params
    """  # noqa: S608 - only question marks are put in
