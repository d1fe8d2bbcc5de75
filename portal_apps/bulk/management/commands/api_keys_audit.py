"""manage.py api_keys_audit: keys that nobody seems to need, and their end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandParser

from gateway import service_api_client
from portal_apps.bulk.arguments import whole_days
from portal_apps.bulk.command import BulkCommand, Options
from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.operation import Operation, Row
from portal_apps.bulk.operations.api_keys import UnneededKeys
from portal_apps.bulk.selection import selected
from portal_apps.bulk.source import Listed, Source


class Command(BulkCommand):
    help = (
        "Find API keys that made no message for some days, and live keys of services in trial mode. It only looks: with "
        "--revoke, and the digest of what it has found, these keys are revoked, which cannot be undone."
    )
    example = (
        "  manage.py api_keys_audit --unused 30 --report keys.csv\n"
        "  manage.py api_keys_audit --unused 30 --revoke --apply --expect c85822d95bf8070f --as-user ada@example.gov.uk"
    )
    # Not whether to revoke: what was found without is what is revoked.
    own_options = ("select", "unused")
    has_file = False

    def add_own_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--select",
            default="all",
            metavar="WHICH",
            help="all services, or org=ID, type=TYPE, live, trial, name=PART, joined by commas",
        )
        parser.add_argument(
            "--unused",
            type=whole_days,
            default=7,
            metavar="DAYS",
            help="for so many days (7). More than a service keeps its messages cannot be seen",
        )
        parser.add_argument("--revoke", action="store_true", help="needed to --apply")

    def operation(self, options: Options) -> Operation:
        return UnneededKeys(options["unused"])

    @contextmanager
    def source(self, options: Options, operation: Operation) -> Iterator[Source]:
        del operation
        if options["apply"] and not (options["revoke"] and options["expect"]):
            raise BadInput(
                "Revoked keys do not come back. Look at them, then give --revoke and the digest to --expect"
            )
        yield Listed(options["select"], "", _services(options["select"]))


def _services(which: str) -> Iterator[Row]:
    services = service_api_client.get_active_services()["data"]
    for number, service in enumerate(selected(which, services), 1):
        yield Row(number, {"service_id": service["id"]})
