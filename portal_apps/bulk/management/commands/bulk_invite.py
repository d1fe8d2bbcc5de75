"""manage.py bulk_invite: many people invited, to one service or to many, or to an organisation."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandParser

from portal_apps.bulk.command import BulkCommand, Options
from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.operation import Operation, Row
from portal_apps.bulk.operations.invitations import Invitations
from portal_apps.bulk.operations.organisation_invitations import OrganisationInvitations
from portal_apps.bulk.operations.service_invitations import ServiceInvitations
from portal_apps.bulk.source import BadRow, Listed, Source, table_source
from portal_apps.bulk.values import identifier
from portal_apps.orgs.members import MAKES_SERVICES_LIVE
from portal_apps.team.roles import LABELS

# The options that stand for a column, and go for rows that say nothing themselves.
COLUMN_OF_OPTION = {
    "service": "service_id",
    "org": "org_id",
    "permissions": "permissions",
    "auth": "auth_type",
}


class Command(BulkCommand):
    help = (
        "Invite people to the teams of services, or to an organisation. Members, and people with an invitation that still "
        "works, are skipped. Nobody is invited twice. bulk_undo cancels the invitations of a run. "
        f"Permissions: {', '.join(LABELS)}, or none; in an organisation: {MAKES_SERVICES_LIVE}."
    )
    example = (
        "  manage.py bulk_invite --service 7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11 --permissions send_messages --file team.csv\n"
        "  manage.py bulk_invite --file people.csv --apply --as-user ada@example.gov.uk\n"
        "\n"
        "people.csv:\n"
        "  email,service_id,permissions,folders\n"
        '  ben@example.gov.uk,7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11,"view_activity, send_messages",Winter / Letters; Summer'
    )
    own_options = tuple(COLUMN_OF_OPTION)

    def add_own_arguments(self, parser: CommandParser) -> None:
        where = parser.add_mutually_exclusive_group()
        where.add_argument(
            "--service", default="", metavar="ID", help="the service; otherwise the column service_id says it"
        )
        where.add_argument("--org", default="", metavar="ID", help="an organisation, instead of services")
        parser.add_argument("--permissions", default="", metavar="NAMES", help="where a row names none")
        parser.add_argument("--auth", default="", metavar="TYPE", help="sms_auth or email_auth, likewise")

    def operation(self, options: Options) -> Invitations:
        return OrganisationInvitations() if options["org"] else ServiceInvitations()

    @contextmanager
    def source(self, options: Options, operation: Operation) -> Iterator[Source]:
        given = dict(_given(options, operation))
        needed = {"service_id", "permissions"} if isinstance(operation, ServiceInvitations) else set()
        with table_source(options["file"], operation.columns) as table:
            yield Listed(table.name, table.identity, _completed(table, given, needed))


def _given(options: Options, operation: Operation) -> Iterator[tuple[str, Any]]:
    """What the options say for all rows, by the names of the columns."""
    parsers = {"org_id": identifier, **{column.name: column.parse for column in operation.columns}}
    for option, name in COLUMN_OF_OPTION.items():
        if not options[option]:
            continue
        if name not in parsers:
            raise BadInput(f"--{option} is not for organisations")
        try:
            yield name, parsers[name](options[option])
        except ValueError as error:
            raise BadInput(f"--{option} {options[option]}: {error}") from None


def _completed(table: Source, given: dict[str, Any], needed: set[str]) -> Iterator[Row | BadRow]:
    """What a row says itself goes before what is said for all."""
    for row in table.rows():
        if isinstance(row, BadRow):
            yield row
            continue
        values = {**given, **row.values}
        if missing := needed - values.keys():
            yield from (BadRow(row.number, name, "is missing") for name in sorted(missing))
        else:
            yield Row(row.number, values)
