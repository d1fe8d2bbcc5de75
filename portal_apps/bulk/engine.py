"""A run: its plan, and what is done by it. Every step can be interrupted, and goes on where it was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from gateway.errors import HTTPError, InvalidResponse
from portal_apps.bulk.calls import Calls, explained
from portal_apps.bulk.crew import Crew, Lanes
from portal_apps.bulk.entries import Entry
from portal_apps.bulk.journal import Journal, now
from portal_apps.bulk.operation import Change, Fault, Operation, RowRefused, Skip, State, Verdict
from portal_apps.bulk.pace import Pace, Patience, Stop
from portal_apps.bulk.progress import Meter
from portal_apps.bulk.rowwork import Work
from portal_apps.bulk.states import TO_APPLY, TO_PLAN, TO_UNDO, Phase, RowState
from portal_apps.bulk.ways import BACK, FORWARD, Way


@dataclass(frozen=True, slots=True)
class Tempo:
    """How a run is carried out; nothing of it changes what it does."""

    workers: int = 4
    rate: float | None = None
    patience: float = 600.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants. Without `user_id` nothing is written; `expect` is the digest of the plan they have seen."""

    user_id: str | None = None
    expect: str = ""
    tempo: Tempo = field(default_factory=Tempo)

    @property
    def applies(self) -> bool:
        return self.user_id is not None


class Engine:
    """Works on one journal, for as long as the lock of its input is held."""

    def __init__(
        self,
        journal: Journal,
        operation: Operation,
        wish: Wish,
        meter: Meter,
        stop: Stop,
    ) -> None:
        self._journal = journal
        self._operation = operation
        self._workers = 1 if operation.in_order else wish.tempo.workers
        self._meter = meter
        self._stop = stop
        self.patience = Patience(wish.tempo.patience, stop)
        self._lanes = Lanes()
        self._calls = Calls(wish.user_id, Pace(wish.tempo.rate), self.patience)

    def plan(self) -> None:
        """Read how things are, and write down what is to be done. The digest of that is in the journal."""
        self._journal.note(phase=Phase.PLANNING)
        groups = _in_groups(self._journal.entries(TO_PLAN), self._operation.rows_at_once)
        self._crew("Planning", TO_PLAN, Crew(self._plan_group, groups, self._stop))
        self._journal.note(phase=Phase.PLANNED, digest=self._journal.digest(), planned_at=now().isoformat())

    def apply(self) -> None:
        self._journal.note(phase=Phase.APPLYING, started_at=now().isoformat())
        self._bring(FORWARD, "Applying", TO_APPLY)
        self._journal.note(phase=Phase.APPLIED)

    def undo(self) -> None:
        self._journal.note(phase=Phase.UNDOING, undo_started_at=now().isoformat())
        self._bring(BACK, "Undoing", TO_UNDO)
        self._journal.note(phase=Phase.UNDONE)

    def _bring(self, way: Way, title: str, states: Sequence[RowState]) -> None:
        work = Work(self._operation, self._journal, self._calls, way)

        def row(entry: Entry) -> None:
            with self._lanes.of(self._operation.lane(entry.row)):
                self._meter.settled(work.row(entry))

        self._crew(title, states, Crew(row, self._journal.entries(states), self._stop))

    def _crew(self, title: str, states: Sequence[RowState], crew: Crew[Entry] | Crew[list[Entry]]) -> None:
        """Whatever ends it, what the workers have done is on disk afterwards."""
        counts = self._journal.counts()
        self._meter.start(title, sum(counts.get(state, 0) for state in states))
        try:
            crew.run(self._workers, self._meter.tick)
        finally:
            self._meter.stop()
            self._journal.flush()

    def _plan_group(self, entries: list[Entry]) -> None:
        for entry, state in zip(entries, self._states(entries), strict=True):
            if isinstance(state, Exception):
                self._write_down(entry, RowState.FAILED, None, *_refusal(state))
                continue
            try:
                verdict = self._operation.plan(entry.row, state)
            except RowRefused as error:
                verdict = Fault(str(error))
            self._write_down(entry, *_planned(verdict))

    def _states(self, entries: list[Entry]) -> Sequence[State | Exception]:
        """Together if that goes well; otherwise each for itself, so that one bad row spoils no other."""
        if len(entries) > 1:
            rows = [entry.row for entry in entries]
            try:
                return self._calls.until_answered(lambda: self._operation.read_many(rows))
            except (HTTPError, InvalidResponse, RowRefused):
                pass
        return [self._state(entry) for entry in entries]

    def _state(self, entry: Entry) -> State | Exception:
        try:
            return self._calls.until_answered(lambda: self._operation.read_many([entry.row]))[0]
        except (HTTPError, InvalidResponse, RowRefused) as error:
            return error

    def _write_down(
        self, entry: Entry, state: RowState, change: Change | None, reason: str, status: int | None = None
    ) -> None:
        self._journal.plan(entry, state, change, reason, status)
        self._meter.settled(state)


def _planned(verdict: Verdict) -> tuple[RowState, Change | None, str]:
    match verdict:
        case Change():
            return RowState.PLANNED, verdict, verdict.note
        case Skip():
            return RowState.SKIPPED, None, verdict.reason
        case Fault():
            return RowState.FAILED, None, verdict.reason
        case _:
            return RowState.UNCHANGED, None, ""


def _refusal(error: Exception) -> tuple[str, int | None]:
    return (str(error), None) if isinstance(error, RowRefused) else explained(error)


def _in_groups(entries: Iterator[Entry], size: int) -> Iterator[list[Entry]]:
    while group := list(islice(entries, size)):
        yield group
