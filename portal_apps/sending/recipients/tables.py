"""A file cut into rows, whatever kind of file it is."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Protocol

from portal_apps.sending.recipients import workbook
from portal_apps.sending.recipients.findings import Finding
from portal_apps.sending.recipients.text import CountOfKnown, TextTable
from portal_apps.sending.recipients.upload import Kind, Upload


class Table(Protocol):
    """`rows` begins with row 1 of the spreadsheet, empty ones and all; the rest is complete when they have been read."""

    date_columns: list[int]

    @property
    def format(self) -> str: ...

    @property
    def notices(self) -> list[Finding]: ...

    def rows(self) -> Iterator[list[str]]: ...

    def estimated_rows(self) -> int: ...


@contextmanager
def table_of(upload: Upload, count_of_known: CountOfKnown) -> Iterator[Table]:
    """`count_of_known` says how many headings mean something: it decides what separates the columns of a text."""
    if upload.kind is Kind.WORKBOOK:
        with workbook.opened(upload) as table:
            yield table
    else:
        with closing(TextTable(upload, count_of_known)) as table:
            yield table
