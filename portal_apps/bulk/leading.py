"""From what somebody wants to what is done: which run it is, what of it is missing, and what is said in the end."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any, TextIO

from portal_apps.bulk import loading
from portal_apps.bulk.engine import Engine, Wish
from portal_apps.bulk.entries import Entry
from portal_apps.bulk.errors import ALL_DONE, SOME_FAILED, BadInput
from portal_apps.bulk.journal import Journal
from portal_apps.bulk.loading import WHOLE, Shard
from portal_apps.bulk.operation import Operation
from portal_apps.bulk.pace import Stop
from portal_apps.bulk.progress import Meter
from portal_apps.bulk.reports import Report, summary
from portal_apps.bulk.runs import Run, begun_only, identity_of, new_run, runs
from portal_apps.bulk.source import BadRow, Source
from portal_apps.bulk.states import TO_UNDO, Phase, RowState

NOT_DONE = {RowState.FAILED, RowState.UNKNOWN}
NOT_UNDONE = set(TO_UNDO)
UNFINISHED = (Phase.PLANNING, Phase.PLANNED, Phase.APPLYING)


@dataclass(frozen=True, slots=True)
class Task:
    """A command about an input. `options` are what JSON can hold: with them the operation is made again."""

    command: str
    options: dict[str, Any]
    operation: Operation
    source: Source
    shard: Shard = WHOLE
    from_file: bool = False

    @property
    def identity(self) -> str:
        return identity_of(
            command=self.command,
            options=self.options,
            input=self.source.identity,
            shard=str(self.shard),
        )


@dataclass(frozen=True, slots=True)
class Leader:
    """Leads runs to their end, and says so."""

    wish: Wish
    meter: Meter
    report: Report
    messages: TextIO
    stop: Stop

    def carry_out(self, task: Task) -> int:
        """The exit status. To be called with the lock of the task."""
        run = self._to_go_on_with(task.identity) or self._loaded(task)
        return self.bring(run, task.operation, self._forward)

    def bring(self, run: Run, operation: Operation, steps: Callable[[Engine, Journal], None]) -> int:
        """The steps, then the report and the summary, however the steps have ended."""
        with run.opened() as journal:
            engine = Engine(journal, operation, self.wish, self.meter, self.stop)
            with ExitStack() as ends:
                # Last things first.
                ends.callback(
                    lambda: self.messages.write(f"{summary(run, journal, engine.patience.waits)}\n")
                )
                ends.callback(lambda: self.report.write(journal.entries(), journal.about["shard"]))
                steps(engine, journal)
            left = NOT_UNDONE if journal.phase is Phase.UNDONE else NOT_DONE
            return SOME_FAILED if left & journal.counts().keys() else ALL_DONE

    def show(self, run: Run, states: Sequence[RowState]) -> int:
        """The rows in these states as they would be put back."""
        with run.opened() as journal:
            reversed_ = (_reversed(entry) for entry in journal.entries(states))
            self.report.write(reversed_, journal.about["shard"])
            self.messages.write(f"{summary(run, journal)}\nNothing was written. With --apply it is\n")
        return ALL_DONE

    def apply_if_wished(self, engine: Engine, journal: Journal) -> None:
        if self.wish.applies:
            journal.note(user_id=self.wish.user_id)
            engine.apply()

    def _forward(self, engine: Engine, journal: Journal) -> None:
        phase = journal.phase
        if phase is Phase.PLANNING:
            engine.plan()
        digest = journal.about["digest"]
        if self.wish.expect not in ("", digest):
            raise BadInput(
                f"The plan has the digest {digest}, and not {self.wish.expect}. Nothing was written."
            )
        self.apply_if_wished(engine, journal)

    def _to_go_on_with(self, identity: str) -> Run | None:
        """The run that this input has already, unless it is over. A plan that nobody asks for is made anew."""
        for run in runs(identity)[:1]:
            with run.opened() as journal:
                about, phase = journal.about, journal.phase
            if phase is Phase.UNDOING:
                raise BadInput(f"It is being undone. First: bulk_undo {run.name} --apply")
            if "started_at" in about:
                return run if phase in UNFINISHED else None
            if phase is Phase.PLANNING or self.wish.expect == about["digest"]:
                return run
            run.remove()
        return None

    def _loaded(self, task: Task) -> Run:
        for dead in begun_only(task.identity):
            dead.remove()
        run = new_run(task.identity)
        about = {
            "command": task.command,
            "options": task.options,
            "input": task.source.name,
            "from_file": task.from_file,
            "shard": str(task.shard),
        }
        journal = Journal.create(run.unfinished_path, about)
        try:
            loading.load(journal, task.operation, task.source, task.shard, self._complain)
            journal.close()
            run.unfinished_path.rename(run.path)
        except BaseException:
            run.remove()
            raise
        return run

    def _complain(self, bad: BadRow) -> None:
        where = f"row {bad.number}" + (f", {bad.column}" if bad.column else "")
        self.messages.write(f"{where}: {bad.reason}\n")


def _reversed(entry: Entry) -> Entry:
    return replace(entry, change=entry.planned.reversed)
