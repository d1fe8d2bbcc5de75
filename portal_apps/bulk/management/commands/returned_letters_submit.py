"""manage.py returned_letters_submit: the references of letters that came back, from a file."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal_apps.bulk.command import BulkCommand, Options
from portal_apps.bulk.operation import Operation, Row
from portal_apps.bulk.operations.returned_letters import ReturnedLetters
from portal_apps.bulk.source import BadRow, Listed, Source, TableSource, table_source

BATCH = 1_000


class Command(BulkCommand):
    help = (
        f"Report letters that came back, {BATCH:,} at a time. The API takes the references and does its work later; those that "
        "it does not know are passed over by it. This cannot be undone."
    )
    example = (
        "  manage.py returned_letters_submit --file returned.csv --apply --as-user ada@example.gov.uk\n"
        "\n"
        "returned.csv:\n"
        "  reference\n"
        "  ABCDEFGH12345678"
    )

    def operation(self, options: Options) -> Operation:
        del options
        return ReturnedLetters()

    @contextmanager
    def source(self, options: Options, operation: Operation) -> Iterator[Source]:
        with table_source(options["file"], operation.columns) as table:
            yield Listed(table.name, table.identity, _in_batches(table))


def _in_batches(table: TableSource) -> Iterator[Row | BadRow]:
    """A row of the run is a batch; it has the number of the first row in it."""
    batch: dict[str, int] = {}
    earlier: dict[str, int] = {}
    for row in table.rows():
        if isinstance(row, BadRow):
            yield row
        elif (reference := row["reference"]) in earlier:
            yield BadRow(row.number, "reference", f"is that of row {earlier[reference]}")
        else:
            batch[reference] = earlier[reference] = row.number
        if len(batch) == BATCH:
            yield _row(batch)
            batch = {}
    if batch:
        yield _row(batch)


def _row(batch: dict[str, int]) -> Row:
    numbers = list(batch.values())
    return Row(numbers[0], {"references": list(batch), "last": numbers[-1]})
