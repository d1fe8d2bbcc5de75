"""manage.py bulk_lifecycle: services go live, back into trial mode, or come to their end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandParser

from portal_apps.bulk.command import BulkCommand, Options
from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.operation import Operation
from portal_apps.bulk.operations.service_archive import ServiceArchive
from portal_apps.bulk.operations.service_mode import ServiceMode
from portal_apps.bulk.source import Source

LIVE, TRIAL, ARCHIVE = "live", "trial", "archive"


class Command(BulkCommand):
    help = (
        "Make services live, put them back into trial mode, or archive them. The plan says what a service is not ready "
        "for, or how many members lose it."
    )
    example = (
        "  manage.py bulk_lifecycle --file services.csv --to live --only-ready\n"
        "  manage.py bulk_lifecycle --file old.csv --to archive \\\n"
        "      --apply --expect c85822d95bf8070f --yes-archive --as-user ada@example.gov.uk\n"
        "\n"
        "services.csv:\n"
        "  service_id,reason\n"
        "  7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11,agreement signed on Monday"
    )
    own_options = ("to", "only_ready")

    def add_own_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", required=True, choices=(LIVE, TRIAL, ARCHIVE))
        parser.add_argument(
            "--only-ready",
            action="store_true",
            help="skip services that could not ask to go live by themselves",
        )
        parser.add_argument(
            "--yes-archive",
            action="store_true",
            help="archiving cannot be undone: needed for it, with --expect",
        )

    def operation(self, options: Options) -> Operation:
        if options["only_ready"] and options["to"] != LIVE:
            raise BadInput("--only-ready is for --to live")
        if options["to"] == ARCHIVE:
            return ServiceArchive()
        return ServiceMode(live=options["to"] == LIVE, only_ready=options["only_ready"])

    @contextmanager
    def source(self, options: Options, operation: Operation) -> Iterator[Source]:
        if (
            options["to"] == ARCHIVE
            and options["apply"]
            and not (options["yes_archive"] and options["expect"])
        ):
            raise BadInput(
                "What is archived is gone for good. Look at the plan, then give --yes-archive and its digest to --expect"
            )
        with super().source(options, operation) as source:
            yield source
