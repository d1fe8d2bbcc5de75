"""manage.py bulk_status: the runs there are, or one of them row by row."""

from typing import Any

from django.core.management.base import CommandParser

from portal_apps.bulk.command import ExplainedCommand
from portal_apps.bulk.errors import ALL_DONE, JournalUnwritable
from portal_apps.bulk.reports import Report, counted, summary
from portal_apps.bulk.run_command import RUN_HELP
from portal_apps.bulk.runs import Run, run_named, runs
from portal_apps.bulk.states import RowState


class Command(ExplainedCommand):
    help = "List the bulk runs, newest first; or show every row of one."
    example = "  manage.py bulk_status\n  manage.py bulk_status latest --state failed --report failed.csv"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run", nargs="?", metavar="RUN", help=RUN_HELP)
        parser.add_argument(
            "--state",
            action="append",
            choices=[str(state) for state in RowState],
            help="only rows in this state",
        )
        parser.add_argument(
            "--report",
            default="",
            metavar="FILE",
            help="the rows as .csv or .jsonl there, not as JSON on stdout",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        self.ends_with(lambda: self._show(options))

    def _show(self, options: dict[str, Any]) -> int:
        if not options["run"]:
            return max(map(self._listed, runs()), default=ALL_DONE)
        run = run_named(options["run"])
        states = [RowState(name) for name in options["state"] or RowState]
        with run.opened() as journal:
            Report(self.lines, options["report"]).write(journal.entries(states), journal.about["shard"])
            self.stderr.write(summary(run, journal))
        return ALL_DONE

    def _listed(self, run: Run) -> int:
        """The exit status: a journal that cannot be read hides no other."""
        try:
            with run.opened() as journal:
                about, counts = journal.about, journal.counts()
        except JournalUnwritable as damaged:
            self.stderr.write(str(damaged))
            return damaged.status
        shard = f" {about['shard']}" if about["shard"] != "1/1" else ""
        self.stdout.write(
            f"{run.name}  {about['command']}{shard} of {about['input']}, {about['phase']}: {counted(counts)}"
        )
        return ALL_DONE
