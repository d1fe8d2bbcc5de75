"""manage.py inbound_numbers_assign: numbers that receive text messages, to the services of a file."""

from portal_apps.bulk.command import BulkCommand, Options
from portal_apps.bulk.operation import Operation
from portal_apps.bulk.operations.inbound_numbers import InboundNumbers


class Command(BulkCommand):
    help = (
        "Give services numbers that receive text messages. The number becomes the default sender of the service. "
        "bulk_undo makes the numbers free again."
    )
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
