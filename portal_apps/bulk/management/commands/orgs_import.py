"""manage.py orgs_import: organisations from a file, made or changed."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal_apps.bulk.command import BulkCommand, Options
from portal_apps.bulk.operation import Operation
from portal_apps.bulk.operations.organisation_directory import placed
from portal_apps.bulk.operations.organisation_facts import OrganisationFacts
from portal_apps.bulk.source import Listed, Source


class Command(BulkCommand):
    help = (
        "Make organisations that are not there, and change what differs in those that are, found by name and then by "
        "domain. A domain that belongs to another organisation is reported before anything is written."
    )
    example = (
        "  manage.py orgs_import --file organisations.csv\n"
        "  manage.py orgs_import --file organisations.csv --apply --as-user ada@example.gov.uk\n"
        "\n"
        "organisations.csv:\n"
        "  name,type,crown,agreement,domains,email_branding,notes\n"
        "  Meadowbridge City Council,local,no,yes,meadowbridge.gov.uk mb.gov.uk,Meadowbridge,(empty)"
    )

    def operation(self, options: Options) -> Operation:
        del options
        return OrganisationFacts()

    @contextmanager
    def source(self, options: Options, operation: Operation) -> Iterator[Source]:
        with super().source(options, operation) as table:
            yield Listed(table.name, table.identity, placed(table.rows()))
