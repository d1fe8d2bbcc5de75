"""manage.py orgs_link_services: services to the organisations that they belong to."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandParser

from gateway import service_api_client
from portal_apps.bulk.command import BulkCommand, Options
from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.operation import Operation, Row
from portal_apps.bulk.operations.link_proposals import Confidence
from portal_apps.bulk.operations.service_links import ServiceLinks
from portal_apps.bulk.source import Listed, Source


class Command(BulkCommand):
    help = (
        "Link services to organisations: to those that a file names, or to that of their members' addresses. The plan "
        "says how sure each proposal is; what cannot be told is in the report as skipped."
    )
    example = (
        "  manage.py orgs_link_services --by-domain --report proposals.csv\n"
        "  manage.py orgs_link_services --file services.csv --relink --apply --as-user ada@example.gov.uk\n"
        "\n"
        "services.csv, with an id, a domain, or nothing, which stands for the members' addresses:\n"
        "  service_id,organisation\n"
        "  7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11,meadowbridge.gov.uk"
    )
    own_options = ("relink", "least")
    file_required = False

    def add_own_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--by-domain",
            action="store_true",
            help="instead of a file: every service in use that has no organisation",
        )
        parser.add_argument(
            "--least",
            choices=(str(Confidence.CERTAIN), str(Confidence.LIKELY)),
            default=str(Confidence.CERTAIN),
            help="certain (default): all members are of the organisation; likely: more than half",
        )
        parser.add_argument(
            "--relink", action="store_true", help="move services that belong to another organisation, too"
        )

    def operation(self, options: Options) -> Operation:
        return ServiceLinks(relink=options["relink"], least=Confidence(options["least"]))

    @contextmanager
    def source(self, options: Options, operation: Operation) -> Iterator[Source]:
        if options["by_domain"] == bool(options["file"]):
            raise BadInput("Give either --by-domain or --file")
        if options["by_domain"]:
            if options["relink"]:
                raise BadInput("--relink needs --file: which services are to be moved?")
            yield Listed("services without an organisation", "", _unlinked())
            return
        with super().source(options, operation) as source:
            yield source


def _unlinked() -> Iterator[Row]:
    services = service_api_client.get_active_services()["data"]
    unlinked = (service for service in services if service["organisation"] is None)
    for number, service in enumerate(unlinked, 1):
        yield Row(number, {"service_id": service["id"]})
