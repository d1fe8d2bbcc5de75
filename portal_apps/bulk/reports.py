"""What a run says of its rows: one JSON line each, or a CSV file; and of itself: a summary, and how to go on."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import orjson

from portal_apps.bulk.entries import Entry
from portal_apps.bulk.errors import BadInput, RunStopped
from portal_apps.bulk.journal import Journal
from portal_apps.bulk.runs import Run
from portal_apps.bulk.states import Phase, RowState
from portal_apps.core.spreadsheets import neutral

WHOLE = "1/1"
HEADINGS = ("row", "subject", "state", "field", "before", "after", "reason", "status", "trace", "at")
ORDER = (
    RowState.DONE,
    RowState.UNCHANGED,
    RowState.SKIPPED,
    RowState.FAILED,
    RowState.UNKNOWN,
    RowState.UNDONE,
    RowState.NEW,
    RowState.PLANNED,
    RowState.SENDING,
    RowState.UNDOING,
)


class Report:
    """Rows of a run, in the order of the input: into a file (.csv, or lines of JSON), or lines of JSON on stdout."""

    def __init__(self, stdout: TextIO, path: str = "") -> None:
        self._stdout = stdout
        self._path = Path(path) if path else None
        if self._path:
            # Not to be found out after hours of work. What is there stays until there is something better.
            with _explained(self._path, BadInput), self._path.open("a"):
                pass

    def write(self, entries: Iterable[Entry], shard: str) -> None:
        if self._path is None:
            write_lines(entries, shard, self._stdout)
            return
        write = write_csv if self._path.suffix == ".csv" else write_lines
        with _explained(self._path, RunStopped), self._path.open("w", encoding="utf-8", newline="") as file:
            write(entries, shard, file)


@contextmanager
def _explained(path: Path, kind: type[RunStopped]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise kind(
            f"--report {path} cannot be written: {error.strerror}. bulk_status writes it, too"
        ) from error


def facts_of(entry: Entry) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "row": entry.row.number,
        "subject": entry.subject,
        "state": entry.state,
        "input": entry.public,
    }
    if entry.change:
        facts |= {"before": entry.change.before, "after": entry.change.after}
        facts |= {"result": entry.change.result} if entry.change.result else {}
    more = {"reason": entry.reason, "status": entry.status, "trace": entry.trace, "at": _moment(entry)}
    return facts | {name: value for name, value in more.items() if value}


def write_lines(entries: Iterable[Entry], shard: str, stream: TextIO) -> None:
    more = {} if shard == WHOLE else {"shard": shard}
    stream.writelines(
        orjson.dumps(facts_of(entry) | more, option=orjson.OPT_APPEND_NEWLINE).decode() for entry in entries
    )


def write_csv(entries: Iterable[Entry], _shard: str, stream: TextIO) -> None:
    """A line for each field that changes, or one for a row without."""
    writer = csv.writer(stream)
    writer.writerow(HEADINGS)
    for entry in entries:
        writer.writerows([neutral(cell) for cell in cells] for cells in csv_lines(entry))


def csv_lines(entry: Entry) -> Iterator[list[Any]]:
    """Under HEADINGS."""
    start = [entry.row.number, entry.subject, str(entry.state)]
    end = [entry.reason, entry.status, entry.trace, _moment(entry)]
    if entry.change is None:
        yield [*start, "", "", "", *end]
        return
    for name, after in entry.change.after.items():
        yield [*start, name, _text(entry.change.before.get(name)), _text(after), *end]


def _moment(entry: Entry) -> str:
    """When it came into its state, in UTC."""
    return entry.moment.isoformat(timespec="seconds") if entry.moment else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def counted(counts: Mapping[RowState, int]) -> str:
    """Every state that has rows, what is done first."""
    return ", ".join(f"{counts[state]:,} {state}" for state in ORDER if counts.get(state)) or "no rows"


def summary(run: Run, journal: Journal, waits: int = 0) -> str:
    """What there is, and how to go on."""
    about, counts = journal.about, journal.counts()
    lines = [f"Run {run.name}, {about['phase']}: {counted(counts)}"]
    if waits:
        lines.append(f"The API was tried again {waits:,} times after it was away or busy")
    if digest := about.get("digest"):
        lines.append(f"Digest of the plan: {digest}")
    return "\n".join([*lines, *_next_steps(run, Phase(about["phase"]), counts, about)])


def _next_steps(
    run: Run, phase: Phase, counts: Mapping[RowState, int], about: Mapping[str, Any]
) -> Iterator[str]:
    if phase is Phase.PLANNED and counts.get(RowState.PLANNED):
        yield (
            f"Nothing was written. The same command with --apply --expect {about['digest']} "
            "--as-user EMAIL_OR_ID does it"
        )
    if phase in (Phase.PLANNING, Phase.APPLYING):
        yield "It is not finished: give the same command again, and it goes on where it was"
    if phase is Phase.UNDOING:
        yield f"It is not finished: bulk_undo {run.name} --apply goes on where it was"
    if counts.get(RowState.FAILED) or counts.get(RowState.UNKNOWN):
        yield f"Try those again that failed: bulk_retry {run.name}"
    if phase is Phase.APPLIED and counts.get(RowState.DONE):
        yield f"Take it back: bulk_undo {run.name}"
