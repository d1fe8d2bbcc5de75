"""One row, from what was planned to what is there: looked at, written, looked at again. Also after a crash in between."""

import time
from concurrent.futures import Future
from dataclasses import dataclass, replace

from gateway import Trace, is_definite
from gateway.errors import HTTPError, InvalidResponse
from portal_apps.bulk.calls import Calls, explained
from portal_apps.bulk.entries import Entry
from portal_apps.bulk.journal import Journal
from portal_apps.bulk.operation import Operation, RowRefused, State, Values
from portal_apps.bulk.pace import TRANSIENT, Asked
from portal_apps.bulk.states import RowState
from portal_apps.bulk.ways import FORWARD, UNDER_WAY, Standing, Way, standing_of

# How long an API may still be at a write after the portal has stopped waiting for it.
SETTLE_SECONDS = 30.0
SETTLE_STEP = 2.0

CHANGED_SINCE = "It has changed since the plan was made"
NEITHER = "Perhaps written, and now it is neither as it was nor as planned"
UNSEEN = "Perhaps written: it can neither be seen nor repeated"
UNFINISHED = "Perhaps written, or in part"
NOT_SHOWN = "The API took the change, and does not show it"


@dataclass(frozen=True, slots=True)
class Work:
    """What all rows of a run have in common."""

    operation: Operation
    journal: Journal
    calls: Calls
    way: Way

    def row(self, entry: Entry) -> RowState:
        """Where it stands in the end. Raises RunStopped when the run cannot go on."""
        return RowWork(self, entry).run()


class RowWork:
    _intended: Future[None]

    def __init__(self, work: Work, entry: Entry) -> None:
        self._operation, self._journal, self._calls, self._way = (
            work.operation,
            work.journal,
            work.calls,
            work.way,
        )
        self._entry, self._row = entry, entry.row
        self._change = entry.planned if self._way is FORWARD else entry.planned.reversed
        self._trace = Trace()
        self._attempt = 0
        self._state: State = {}
        self._refusal = work.way.refusal_of(entry.state)
        # When the last write was made of which nobody has seen what became of it; seconds since 1970.
        self._in_doubt_since = entry.at if entry.state is self._way.intent else None

    def run(self) -> RowState:
        # It gets to the disk while the API is asked how things are.
        self._intended = self._intend()
        try:
            while (state := self._looked() or self._written()) is None:
                pass
        except RowRefused as error:
            return self._stuck(str(error))
        except (HTTPError, InvalidResponse) as error:
            return self._stuck(*explained(error))
        return state

    # Looking

    def _looked(self) -> RowState | None:
        """None when it is to be written now."""
        if not self._operation.reads_back:
            repeatable = self._operation.idempotent or self._in_doubt_since is None
            return None if repeatable else self._settled(self._way.unclear, UNSEEN)
        found = self._standing()
        if found in UNDER_WAY and self._in_doubt_since and not self._operation.idempotent:
            found = self._after_it_had_time(self._in_doubt_since)
        if found is Standing.LANDED:
            return self._landed() if self._in_doubt_since else self._settled(self._way.already)
        if found is Standing.CHANGED:
            return self._stuck(NEITHER if self._in_doubt_since else CHANGED_SINCE)
        return None

    def _standing(self) -> Standing:
        self._state = self._calls.until_answered(lambda: self._operation.read(self._row), self._trace)
        return standing_of(self._change, self._state)

    def _after_it_had_time(self, since: float) -> Standing:
        """A write that would make a second one is repeated only when the first cannot come any more."""
        while (found := self._standing()) in UNDER_WAY and time.time() < since + SETTLE_SECONDS:
            self._calls.patience.pause(SETTLE_STEP)
        return found

    # Writing

    def _intend(self) -> Future[None]:
        return self._journal.intend(self._entry, self._way.intent, self._trace.trace_id)

    def _written(self) -> RowState | None:
        """None where it is to be looked at again, and perhaps repeated."""
        self._intended.result()
        asked_at = time.time()
        try:
            result = self._calls.once(self._perform, self._trace)
        except TRANSIENT as error:
            if not is_definite(error):
                self._in_doubt_since = asked_at
            self._calls.patience.wait_after(error, self._attempt, Asked.WRITE)
            self._attempt += 1
            self._intended = self._intend()
            return None
        except (HTTPError, InvalidResponse) as error:
            return self._refused(error)
        self._in_doubt_since = asked_at
        return self._verified(result)

    def _perform(self) -> Values | None:
        if self._way is FORWARD:
            return self._operation.apply(self._row, self._change)
        self._operation.undo(self._row, self._entry.planned)
        return None

    def _refused(self, error: HTTPError | InvalidResponse) -> RowState:
        """A second try may be refused because the first has landed; an API may break after it has done it; and of several
        calls the last one may be refused."""
        reason, status = explained(error)
        found = self._standing() if self._operation.reads_back else Standing.PENDING
        if found is Standing.LANDED:
            return self._landed()
        if found is Standing.PARTLY or not is_definite(error):
            return self._settled(self._way.unclear, f"{UNFINISHED}: {reason}", status)
        return self._settled(self._refusal, reason, status)

    def _verified(self, result: Values | None) -> RowState:
        self._row = replace(self._row, values={**self._row.values, **(result or {})})
        if self._operation.reads_back and self._standing() is not Standing.LANDED:
            return self._settled(self._way.unclear, NOT_SHOWN, result=result)
        return self._landed(result)

    # Settling

    def _landed(self, result: Values | None = None) -> RowState:
        result = result or self._operation.found(self._row, self._state)
        self._calls.once(lambda: self._operation.audit(self._row, self._change), self._trace)
        return self._settled(self._way.landed, result=result)

    def _stuck(self, reason: str, status: int | None = None) -> RowState:
        return self._settled(self._way.unclear if self._in_doubt_since else self._refusal, reason, status)

    def _settled(
        self, state: RowState, reason: str = "", status: int | None = None, result: Values | None = None
    ) -> RowState:
        self._journal.settle(self._entry, state, reason=reason, status=status, result=result)
        return state
