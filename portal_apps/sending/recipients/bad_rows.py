"""Only the bad rows, as a file to correct and to upload again."""

from collections.abc import Iterable, Iterator, Sequence

from portal_apps.core.spreadsheets import Cell
from portal_apps.sending.recipients.findings import Fault
from portal_apps.sending.recipients.verdict import Row

ROW_NUMBER, REASONS = "Row in your file", "What is wrong"


def bad_rows_as_csv(headings: Sequence[str], rows: Iterable[Row]) -> Iterator[Sequence[Cell]]:
    """The lines of a file for `core.spreadsheets.csv_file`: what was typed between its number and its faults."""
    yield [*headings, ROW_NUMBER, REASONS]
    for row in rows:
        reasons = "; ".join(_reason(fault, headings) for fault in row.faults)
        yield [*row.cells, row.number, reasons]


def _reason(fault: Fault, headings: Sequence[str]) -> str:
    return fault.text if fault.column is None else f"{headings[fault.column]}: {fault.text}"
