"""manage.py bulk_purge: remove journals, and what is personal in them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import CommandParser

from portal_apps.bulk.arguments import whole_days
from portal_apps.bulk.command import ExplainedCommand
from portal_apps.bulk.errors import ALL_DONE, BadInput, JournalUnwritable
from portal_apps.bulk.journal import now
from portal_apps.bulk.leading import UNFINISHED
from portal_apps.bulk.run_command import RUN_HELP
from portal_apps.bulk.runs import Run, alone_with, begun_only, run_named, runs
from portal_apps.bulk.states import Phase


class Command(ExplainedCommand):
    help = (
        "Remove the journals of old runs, or of one run. Without them nothing can be undone or tried again. One that has "
        "begun to write and is not finished is removed only by its name."
    )
    example = "  manage.py bulk_purge --older-than 90\n  manage.py bulk_purge --run 20261126T184501"

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--older-than", type=whole_days, metavar="DAYS", help="those made before")
        which.add_argument("--run", metavar="RUN", help=RUN_HELP)

    def handle(self, *_args: Any, **options: Any) -> None:
        self.ends_with(lambda: self._purge(options))

    def _purge(self, options: dict[str, Any]) -> int:
        if options["run"]:
            chosen = iter([run_named(options["run"])])
        else:
            chosen = self._old(now() - timedelta(days=options["older_than"]))
        removed = sum(self._is_removed(run) for run in chosen)
        self.stdout.write(f"Removed: {removed:,}")
        return ALL_DONE

    def _is_removed(self, run: Run) -> bool:
        try:
            with alone_with(run.identity):
                run.remove()
        except BadInput as busy:
            self.stderr.write(f"{run.name}: {busy}")
            return False
        return True

    def _old(self, before: datetime) -> Iterator[Run]:
        """A journal that cannot be read does not tell what it was about: it goes by its name only."""
        yield from (run for run in begun_only() if run.unfinished_path.stat().st_mtime < before.timestamp())
        for run in runs():
            try:
                with run.opened() as journal:
                    about, phase = journal.about, journal.phase
            except JournalUnwritable as damaged:
                self.stderr.write(str(damaged))
                continue
            in_between = phase is Phase.UNDOING or (phase in UNFINISHED and "started_at" in about)
            if datetime.fromisoformat(about["created_at"]) < before and not in_between:
                yield run
