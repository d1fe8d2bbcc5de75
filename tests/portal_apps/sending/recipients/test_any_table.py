"""Whatever a table holds: its sums against what a person would count."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from tests.portal_apps.sending.recipients.conftest import outcome
from tests.portal_apps.sending.recipients.files import PHONE

HEADINGS = ["phone number", "name"]


CELLS = st.sampled_from([PHONE, "07700 900 001", "+33612345678", "079", "", " ", "Ada", "x" * 919, "#N/A"])
TABLES = st.lists(st.lists(CELLS, max_size=4), max_size=30)


class TestAnyTable:
    @given(TABLES)
    def test_adds_up(self, rows: list[list[str]]):
        found = outcome([HEADINGS, *rows], content="((name))")

        totals = found.verdict.totals
        filled = [number for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
        assert totals.rows == len(filled)
        assert totals.blank_rows == max(filled, default=1) - 1 - len(filled)
        assert totals.bad_rows == len(found.bad_rows)
        assert totals.recipients == totals.rows - len(found.bad_rows)
        assert sum(totals.faults.values()) == sum(len(row.faults) for row in found.bad_rows)
        assert totals.repeated_recipients == len(found.repeats)
        assert totals.identical_rows == sum(len(repeat.identical) for repeat in found.repeats)
        assert totals.fragments == totals.recipients
        assert [row.number for row in found.bad_rows] == [n for n in filled if is_bad(rows[n - 2])]

    @given(TABLES)
    def test_is_stored_without_its_empty_rows(self, rows: list[list[str]]):
        found = outcome([HEADINGS, *rows])

        kept = [
            [*(cell.strip() for cell in row), "", ""][:2] for row in rows if any(cell.strip() for cell in row)
        ]
        assert list(csv.reader(io.StringIO(found.csv, newline=""))) == [HEADINGS, *kept]

    @given(TABLES)
    def test_finds_the_rows_of_each_recipient(self, rows: list[list[str]]):
        found = outcome([HEADINGS, *rows], content="((name))")

        rows_of: dict[str, list[int]] = {}
        for number, row in enumerate(rows, 2):
            if row and row[0] in RECIPIENTS:
                rows_of.setdefault(RECIPIENTS[row[0]], []).append(number)
        assert {repeat.recipient: repeat.rows for repeat in found.repeats} == {
            recipient: numbers for recipient, numbers in rows_of.items() if len(numbers) > 1
        }


RECIPIENTS = {PHONE: "447911123456", "07700 900 001": "447700900001"}


def is_bad(row: list[str]) -> bool:
    number, name = [*row, "", ""][:2]
    return number not in RECIPIENTS or not name.strip() or len(name) > 918 or name == "#N/A"
