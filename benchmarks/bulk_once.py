"""One run of the bulk engine over a file, with an API that costs nothing: what is measured is the engine alone."""

import io
import os
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "notify_portal.settings.test")

import django
from django.test import override_settings

from benchmarks.measured_process import report
from portal_apps.bulk.engine import Tempo, Wish
from portal_apps.bulk.leading import Leader, Task
from portal_apps.bulk.operation import Change, Column, Operation, Row, State, Verdict
from portal_apps.bulk.pace import Stop
from portal_apps.bulk.progress import Lines, Meter
from portal_apps.bulk.reports import Report
from portal_apps.bulk.source import table_source
from portal_apps.bulk.values import identifier, whole_number

MOST_ROWS = 200_000


class Remembered(Operation):
    """A byte for each row of the file: whether it was written."""

    columns = (Column("service_id", identifier), Column("sms_message_limit", whole_number()))

    def __init__(self) -> None:
        self._written = bytearray(MOST_ROWS)

    def key(self, row: Row) -> str:
        return str(row["service_id"])

    def read(self, row: Row) -> State:
        return {"sms_message_limit": row["sms_message_limit"] if self._written[row.number] else 1_000}

    def plan(self, row: Row, state: State) -> Verdict:
        return Change(
            {"sms_message_limit": state["sms_message_limit"]}, {"sms_message_limit": row["sms_message_limit"]}
        )

    def apply(self, row: Row, change: Change) -> None:
        self._written[row.number] = 1

    def undo(self, row: Row, change: Change) -> None:
        self._written[row.number] = 0


def once(path: Path) -> int:
    """How many rows are done: planned, applied, written to a report."""
    django.setup()
    with TemporaryDirectory() as folder, override_settings(BULK_FOLDER=folder):
        operation = Remembered()
        leader = Leader(
            Wish("admin", tempo=Tempo(workers=16)),
            Meter(Lines(io.StringIO())),
            Report(io.StringIO(), f"{folder}/report.csv"),
            io.StringIO(),
            Stop(),
        )
        with table_source(str(path), operation.columns) as source:
            leader.carry_out(Task("bulk_services", {}, operation, source))
        with Path(folder, "report.csv").open() as rows:
            return sum(",done," in row for row in rows)


if __name__ == "__main__":
    report(once)
