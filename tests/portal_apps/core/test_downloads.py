"""Lists as files that are sent while they are read."""

import csv
import hashlib
import io
import tracemalloc
from collections.abc import Iterator

import pytest
from django.test import RequestFactory

from gateway import acting_as, current_caller
from gateway.errors import Unavailable
from portal_apps.core.downloads import ROWS_AT_ONCE, says_complete, streamed_csv, whole_csv

HEADINGS = ["Recipient", "Status"]


def numbered(count: int) -> Iterator[list[str]]:
    return ([f"{number}@example.com", "Delivered"] for number in range(count))


def breaks_after(count: int) -> Iterator[list[str]]:
    yield from numbered(count)
    raise Unavailable(None)


def download(rows, method="GET", **options):
    return streamed_csv(RequestFactory().generic(method, "/list.csv"), "A list", HEADINGS, rows, **options)


def lines_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def most_memory(response) -> int:
    """Bytes in use at the worst moment of sending it."""
    tracemalloc.start()
    for _chunk in response:
        pass
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


class TestAWholeFile:
    @pytest.mark.parametrize("count", [0, 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1])
    def test_has_every_row_once_and_says_how_many(self, count):
        headings, *rows, last = lines_of(download(numbered(count)).getvalue())

        assert headings == HEADINGS
        assert rows == list(numbered(count))
        assert last[0].startswith(f"# Complete. Rows: {count}. SHA-256 of the lines above: ")

    def test_can_be_checked_without_its_last_line(self):
        data = download(numbered(3)).getvalue()

        above = b"".join(data.splitlines(keepends=True)[:-1])
        assert hashlib.sha256(above).hexdigest() in data.decode().splitlines()[-1]

    def test_has_the_same_number_of_cells_in_each_line(self):
        assert {len(line) for line in lines_of(download(numbered(3)).getvalue())} == {2}

    def test_is_a_file_to_keep_that_spreadsheets_read(self):
        response = download([["Zoë", '=HYPERLINK("x")']])

        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"] == 'attachment; filename="A list.csv"'
        assert response.getvalue().startswith(
            '\ufeffRecipient,Status\r\nZoë,"\'=HYPERLINK(""x"")"\r\n'.encode()
        )

    def test_is_read_in_the_name_of_who_asks_for_it(self):
        callers = []

        def rows():
            for row in numbered(2 * ROWS_AT_ONCE):
                callers.append(current_caller().user_id)
                yield row

        with acting_as("morgan"):
            response = download(rows())
        response.getvalue()

        assert set(callers) == {"morgan"}
        assert len(callers) == 2 * ROWS_AT_ONCE
        assert current_caller().user_id is None

    def test_is_sent_while_it_is_read(self):
        read = []
        chunks = iter(download(read.append(row) or row for row in numbered(10 * ROWS_AT_ONCE)))

        next(chunks), next(chunks)

        assert len(read) == ROWS_AT_ONCE

    def test_takes_no_more_memory_for_more_rows(self):
        few, many = (most_memory(download(numbered(count))) for count in (2 * ROWS_AT_ONCE, 20_000))

        assert many < few + 100_000

    def test_is_not_read_by_those_who_only_want_to_know_its_name(self):
        read = []

        response = download((read.append(row) or row for row in numbered(3)), method="HEAD")

        assert (response.content, read) == (b"", [])
        assert response["Content-Disposition"] == 'attachment; filename="A list.csv"'


class TestAFileThatBreaksOff:
    def test_at_its_beginning_is_an_error_and_no_file(self):
        with pytest.raises(Unavailable):
            download(breaks_after(0))

    def test_later_says_so_in_its_last_line_and_breaks_the_transfer(self):
        response, chunks = download(breaks_after(ROWS_AT_ONCE + 1)), []

        with pytest.raises(Unavailable):
            chunks.extend(response)

        *rows, last = lines_of(b"".join(chunks))
        count = ROWS_AT_ONCE + 1
        assert last[0] == f"# Not complete. The download stopped after {count} rows. Download it again"
        assert rows[1:] == list(numbered(count))

    def test_because_there_is_too_much_says_so(self):
        _headings, *rows, last = lines_of(download(numbered(601), most=600).getvalue())

        assert len(rows) == 600
        assert last[0] == "# Not complete. There are more than these 600 rows. Ask for a report instead"

    def test_with_just_as_many_rows_as_may_be_is_complete(self):
        *_, last = lines_of(download(numbered(600), most=600).getvalue())

        assert last[0].startswith("# Complete. Rows: 600.")


class TestAFileThatComesBack:
    def test_is_known_by_its_last_line(self):
        lines = lines_of(download(numbered(2)).getvalue())

        assert [says_complete(line) for line in lines] == [False, False, False, True]

    def test_is_another_one_if_it_was_not_complete(self):
        lines = lines_of(download(numbered(3), most=2).getvalue())

        assert not any(says_complete(line) for line in lines)

    @pytest.mark.parametrize("cells", [[], [""], ["# 1"], ["# Complete. Rows: 1"]])
    def test_is_nothing_else(self, cells):
        assert not says_complete(cells)


class TestWhatIsAtHand:
    def test_is_a_file_of_known_length_without_formulas(self):
        response = whole_csv("Parking ‘permits’", [["Name"], ["Zoë"], ["=1"]])  # noqa: RUF001 - quotation marks of a name

        data = response.getvalue()
        response.close()
        assert data.decode() == "\ufeffName\r\nZoë\r\n'=1\r\n"
        assert response["Content-Length"] == str(len(data))
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"].startswith("attachment; ")
