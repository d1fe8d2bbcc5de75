"""manage.py bulk_merge: the reports of the shards of a run as one."""

from typing import Any

from django.core.management.base import CommandParser

from portal_apps.bulk.command import ExplainedCommand
from portal_apps.bulk.merging import Merging
from portal_apps.bulk.reports import counted


class Command(ExplainedCommand):
    help = (
        "Join the reports (.jsonl) of all shards in the order of the input, and count. Exit status 0 if every row is done, "
        "1 if some failed, 2 if the reports do not belong together or one is missing."
    )
    example = "  manage.py bulk_merge shard-*.jsonl > all.jsonl"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "reports", nargs="+", metavar="REPORT", help="what --report FILE.jsonl of a shard has written"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        self.ends_with(lambda: self._merge(options["reports"]))

    def _merge(self, paths: list[str]) -> int:
        merging = Merging(paths)
        self.lines.writelines(merging.lines())
        self.stderr.write(f"{len(paths)} reports: {counted(merging.counts)}")
        merging.check_complete()
        return merging.status
