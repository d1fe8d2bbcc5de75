"""manage.py bulk_users: people added to teams, taken out of them, given other permissions; accounts changed and archived."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandParser

from portal_apps.bulk.command import BulkCommand, Options
from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.operation import Operation, Row
from portal_apps.bulk.operations.accounts import ARCHIVE
from portal_apps.bulk.operations.people import ACTIONS, People
from portal_apps.bulk.source import BadRow, Listed, Source, TableSource, table_source
from portal_apps.team.roles import LABELS

WHO = ("email", "user_id")


class Command(BulkCommand):
    help = (
        f"Do something about many people. Actions: {', '.join(ACTIONS)}. Permissions: {', '.join(LABELS)}, or none. "
        "A service keeps somebody who can manage it, and nobody changes the account they act with. bulk_undo gives back "
        "permissions, folders, memberships and the way of signing in; archived accounts do not come back."
    )
    example = (
        "  manage.py bulk_users --file people.csv --apply --as-user ada@example.gov.uk\n"
        "\n"
        "people.csv:\n"
        "  email,action,service_id,permissions\n"
        '  ben@example.gov.uk,set-permissions,7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11,"view_activity, send_messages"\n'
        "  cleo@example.gov.uk,remove,7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11,"
    )
    # Part of what the run is: a plan that was made without it archives nobody.
    own_options = ("yes_archive",)

    def add_own_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--yes-archive",
            action="store_true",
            help="archiving cannot be undone: needed for it, and to apply it --expect",
        )

    def operation(self, options: Options) -> Operation:
        del options
        return People()

    @contextmanager
    def source(self, options: Options, operation: Operation) -> Iterator[Source]:
        may_archive = options["yes_archive"]
        if may_archive and options["apply"] and not options["expect"]:
            raise BadInput(
                "What is archived is gone for good. Look at the plan, then give its digest to --expect"
            )
        with table_source(options["file"], operation.columns) as table:
            yield Listed(table.name, table.identity, _checked(table, may_archive=may_archive))


def _checked(table: TableSource, *, may_archive: bool) -> Iterator[Row | BadRow]:
    """Each action needs other columns."""
    for row in table.rows():
        if isinstance(row, BadRow):
            yield row
            continue
        action = row["action"]
        bad = [
            BadRow(row.number, name, f"is missing, and {action} needs it")
            for name in ACTIONS[action].needs
            if name not in row.values
        ]
        if not bad and not any(name in row.values for name in WHO):
            bad = [BadRow(row.number, "email", "is missing, and so is user_id")]
        if action == ARCHIVE and not may_archive:
            bad.append(BadRow(row.number, "action", "archive cannot be undone: it needs --yes-archive"))
        yield from bad or (row,)
