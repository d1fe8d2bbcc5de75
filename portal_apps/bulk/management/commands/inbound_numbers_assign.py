"""manage.py inbound_numbers_assign: numbers that receive text messages, for many services."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal_apps.bulk.command import BulkCommand, Options
from portal_apps.bulk.operation import Operation
from portal_apps.bulk.operations.inbound_numbers import InboundNumbers, each_number_once
from portal_apps.bulk.source import Listed, Source


class Command(BulkCommand):
    help = "Give services a number each that receives text messages, and let them receive them."
    example = (
        "  manage.py inbound_numbers_assign --file numbers.csv --apply --as-user ada@example.gov.uk\n"
        "\n"
        "numbers.csv:\n"
        "  service_id,number\n"
        "  7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11,07700 900123"
    )

    def operation(self, options: Options) -> Operation:
        del options
        return InboundNumbers()

    @contextmanager
    def source(self, options: Options, operation: Operation) -> Iterator[Source]:
        with super().source(options, operation) as table:
            yield Listed(table.name, table.identity, each_number_once(table.rows()))
