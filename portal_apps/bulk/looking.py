"""Looking at runs without a part in them: no lock is held, nothing is written, and a journal may be in any state."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from portal_apps.bulk.entries import COLUMNS, Entry, entry_of
from portal_apps.bulk.headway import Headway, headway_of
from portal_apps.bulk.journal import FORMAT, Journal
from portal_apps.bulk.reports import ORDER
from portal_apps.bulk.runs import NAME, Run, is_under_way, runs
from portal_apps.bulk.states import SETTLED, TO_RETRY, TO_UNDO, Phase, RowState
from portal_apps.bulk.writer import connected_to_read

IS_GONE = (
    "There is no journal of this run on this machine. It was removed, or the run was made on another machine."
)
IS_OTHER_FORMAT = (
    "This journal was written by another version of the portal, which is the one that can read it."
)
IS_DAMAGED = "This journal is damaged, or cannot be read by the portal."
# What is noted of every run.
FACTS = {"command": str, "options": dict, "input": str, "shard": str}
MOVING = (Phase.PLANNING, Phase.APPLYING, Phase.UNDOING)


class Unreadable(Exception):
    """The journal cannot be shown; the text says why."""


class Lookout(Journal):
    """A journal to look at while others write to it."""

    def page(self, states: Iterable[RowState], start: int, size: int) -> list[Entry]:
        """So many rows in these states, in the order of the input."""
        chosen = list(states)
        query = f"""
            SELECT {COLUMNS} FROM rows WHERE position IN (
                SELECT position FROM rows WHERE state IN ({",".join("?" * len(chosen))})
                ORDER BY position LIMIT ? OFFSET ?
            ) ORDER BY position
        """  # noqa: S608 - what is put in are names of ours and question marks
        rows = self._reading.execute(query, (*chosen, size, start)).fetchall()
        return [_checked(entry_of(row)) for row in rows]

    def headway(self) -> Headway | None:
        return headway_of(self._reading, self.about)


@dataclass(frozen=True)
class Shown:
    """What a run was when it was looked at."""

    run: Run
    about: Mapping[str, Any]
    counts: Mapping[RowState, int]
    is_under_way: bool
    headway: Headway | None

    @property
    def phase(self) -> Phase:
        return Phase(self.about["phase"])

    @property
    def stopped(self) -> bool:
        """In the middle of something, and nobody is at it."""
        return self.phase in MOVING and not self.is_under_way

    @cached_property
    def created_at(self) -> datetime:
        return datetime.fromisoformat(self.about["created_at"])

    @property
    def by_state(self) -> list[tuple[RowState, int]]:
        return [(state, self.counts[state]) for state in ORDER if self.counts.get(state)]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def settled(self) -> int:
        return self.count(SETTLED)

    @property
    def failed(self) -> int:
        return self.count(TO_RETRY)

    @property
    def left(self) -> int:
        return self.total - self.settled - self.failed

    @property
    def to_undo(self) -> int:
        return self.count(TO_UNDO)

    @property
    def people(self) -> set[str]:
        """The ids of whoever did it, and of whoever took it back."""
        return {self.about[name] for name in ("user_id", "undone_by") if self.about.get(name)}

    def count(self, states: Iterable[RowState]) -> int:
        return sum(self.counts.get(state, 0) for state in states)


@dataclass(frozen=True, slots=True)
class NotShown:
    run: Run
    why: str


def recorded() -> list[Run]:
    """Newest first. What else lies in the folder is none of them."""
    try:
        return [run for run in runs() if NAME.fullmatch(run.name)]
    except OSError:
        return []


@contextmanager
def looked_into(run: Run) -> Iterator[Lookout]:
    """Raises Unreadable, also for what only reading it shows: within it nothing is done but that."""
    try:
        if not run.path.is_file():
            raise Unreadable(IS_GONE)
        journal = Lookout(run.path, connected_to_read)
        try:
            if journal.about.get("format") != FORMAT:
                raise Unreadable(IS_OTHER_FORMAT)
            yield journal
        finally:
            journal.close()
    except (sqlite3.Error, OSError, LookupError, OverflowError, TypeError, ValueError) as error:
        raise Unreadable(IS_DAMAGED) from error


def shown(run: Run) -> Shown:
    """Raises Unreadable."""
    with looked_into(run) as journal:
        about, counts = journal.about, journal.counts()
        is_moving = Phase(about["phase"]) in MOVING and is_under_way(run.identity)
        found = Shown(run, about, counts, is_moving, journal.headway() if is_moving else None)
        # All that a page shows is there, and is what it should be.
        if not found.created_at or not all(isinstance(about[name], kind) for name, kind in FACTS.items()):
            raise ValueError(run.name)
        return found


def shown_or_not(run: Run) -> Shown | NotShown:
    try:
        return shown(run)
    except Unreadable as error:
        return NotShown(run, str(error))


def entries_of(run: Run) -> Iterator[Entry]:
    """Every row. Raises Unreadable."""
    with looked_into(run) as journal:
        yield from map(_checked, journal.entries())


def _checked(entry: Entry) -> Entry:
    """Raises ValueError for a row that no command would have written so."""
    change = entry.change
    values = (change.before, change.after) if change else ()
    has_plan = change is not None or entry.state not in TO_UNDO
    if not has_plan or not all(isinstance(one, dict) for one in values):
        raise ValueError(entry.position)
    _ = entry.moment
    return entry
