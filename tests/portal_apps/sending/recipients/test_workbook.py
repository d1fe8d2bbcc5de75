"""Workbooks of every kind, whole and broken."""

import io
import zipfile
from datetime import datetime, time, timedelta

import pytest

from portal_apps.sending.recipients import limits, workbook, workbook_process
from portal_apps.sending.recipients.findings import Unreadable
from portal_apps.sending.recipients.upload import MEGABYTE
from tests.portal_apps.sending.recipients.conftest import outcome
from tests.portal_apps.sending.recipients.files import (
    PHONE,
    encrypted_ods_file,
    encrypted_xlsx_file,
    ods_file,
    xls_file,
    xlsx_file,
    zip_of,
)

ROWS = [["phone number", "name"], [PHONE, "Ada"], [7911123456, 2.0], [None, None], ["079", "Bo"]]
KINDS = {"people.xlsx": xlsx_file, "people.xls": xls_file, "people.ods": ods_file, "people.xlsm": xlsx_file}
FILE_PASS = 0x002F


def refusal(data: bytes, name: str = "people.xlsx") -> str:
    with pytest.raises(Unreadable) as error:
        outcome(data, name)
    return error.value.finding.text


class TestKinds:
    @pytest.mark.parametrize("name", KINDS)
    def test_are_read_alike(self, name: str):
        found = outcome(KINDS[name](ROWS), name)

        assert found.csv.splitlines() == ["phone number,name", f"{PHONE},Ada", "7911123456,2", "079,Bo"]
        assert found.faults == {5: [("phone-too-short", 0)]}
        assert found.repeats == [("447911123456", [2, 3], [])]
        assert found.verdict.file_format == name.removeprefix("people.")
        assert found.progress == [(3, 3)]

    def test_with_macros_are_read_without_them(self):
        assert outcome(xlsx_file(ROWS[:2]), "people.xlsm").texts == [
            "The spreadsheet has macros. They were not run"
        ]

    def test_with_more_sheets_are_read_to_the_end_of_the_first(self):
        assert outcome(xlsx_file(ROWS[:2], sheets=3), "people.xlsx").texts == [
            "The spreadsheet has 3 sheets. Only the first was read"
        ]

    def test_of_another_name_are_read_as_what_they_are(self):
        assert outcome(xlsx_file(ROWS[:2]), "people.csv").texts == [
            "The name ends in .csv, but the file is a spreadsheet. It was read as that"
        ]

    def test_of_text_are_read_as_text(self):
        assert outcome(f"phone number\tname\n{PHONE}\tAda".encode(), "people.XLS").texts == [
            "The name ends in .xls, but the file is text. It was read as that",
            "Columns are separated by tabs",
        ]


class TestCells:
    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            (7, "7"),
            (-7.0, "-7"),
            (2.5, "2.5"),
            (0.1 + 0.2, "0.3"),
            (447911123456, "447911123456"),
            (1e15, "1e+15"),
            (999999999999999, "999999999999999"),
            (True, "TRUE"),
            (False, "FALSE"),
            (("date", 45000), "2023-03-15"),
            (("date", 45000.5), "2023-03-15 12:00:00"),
            ("=1+1", "=1+1"),
            ("  x ", "x"),
        ],
    )
    def test_are_what_the_spreadsheet_shows(self, cell, text: str):
        found = outcome(xlsx_file([*ROWS[:1], [PHONE, cell]]), "people.xlsx")

        assert found.verdict.sample[0].cells == [PHONE, text]

    def test_of_dates_are_told_with_their_columns(self):
        rows = [["phone number", "name", "day"], [PHONE, "Ada", ("date", 45000)]]

        assert outcome(xlsx_file(rows), "people.xlsx").texts[-1] == (
            "Dates are sent as they are shown here, year first. To change that, make these columns text: “day”"
        )

    def test_of_dates_beyond_the_headings_are_no_matter(self):
        rows = [["phone number", "name"], [PHONE, "Ada", ("date", 45000)]]

        assert outcome(xlsx_file(rows), "people.xlsx").texts == [
            "Rows with cells beyond the last heading, which are not used: 1"
        ]

    def test_of_formulas_are_their_results(self):
        cells = (
            '<row r="1"><c r="A1" t="str"><v>phone number</v></c><c r="B1" t="str"><v>name</v></c></row>'
            '<row r="2"><c r="A2" t="str"><f>B9</f><v>07911123456</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
            '<row r="3"><c r="A3" t="str"><v>07911123457</v></c><c r="B3"><f>NOW()</f></c></row>'
        )

        found = outcome(xlsx_file([], cells=cells), "people.xlsx")

        assert found.verdict.sample[0].cells == ["07911123456", "2"]
        assert found.faults == {3: [("missing-value", 1)]}

    def test_before_the_table_do_not_change_its_numbers(self):
        cells = (
            '<row r="3"><c r="C3" t="str"><v>phone number</v></c><c r="D3" t="str"><v>name</v></c></row>'
            '<row r="7"><c r="C7" t="str"><v>079</v></c><c r="D7" t="str"><v>Ada</v></c></row>'
        )

        found = outcome(xlsx_file([], cells=cells), "people.xlsx")

        assert found.verdict.header_row == 3
        assert found.faults == {7: [("phone-too-short", 0)]}

    def test_longer_than_the_api_reads_are_told(self):
        rows = [*ROWS[:2], [PHONE, "x" * (limits.MAX_CELL_CHARACTERS + 1)]]

        assert refusal(xlsx_file(rows)).startswith("A cell in row 3 has more than 131,072 characters")
        assert outcome(xlsx_file([*ROWS[:2], [PHONE, "x" * limits.MAX_CELL_CHARACTERS]]), "a.xlsx").csv

    def test_as_times_and_spans_of_time(self):
        assert workbook_process.as_text(time(9, 5)) == "09:05:00"
        assert workbook_process.as_text(timedelta(hours=26, seconds=61)) == "26:01:01"
        assert workbook_process.as_text(datetime(2026, 11, 5, 9, 5)) == "2026-11-05 09:05:00"  # noqa: DTZ001 - a cell has no zone
        assert workbook_process.as_text(float("inf")) == "inf"


@pytest.fixture
def tight_limits(monkeypatch) -> None:
    """Memory for little more than Python, and twenty megabytes unpacked."""
    monkeypatch.setattr(workbook, "_LIMITS", (200 * MEGABYTE, 30, 20 * MEGABYTE, *workbook._LIMITS[3:]))


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (encrypted_xlsx_file(), "people.xlsx"),
            (xls_file(ROWS, (FILE_PASS, b"\1" + bytes(53))), "people.xls"),
            (encrypted_ods_file(), "people.ods"),
        ],
        ids=["xlsx", "xls", "ods"],
    )
    def test_of_a_password(self, data: bytes, name: str):
        assert refusal(data, name) == (
            "The spreadsheet is protected with a password. Remove the password and try again"
        )

    @pytest.mark.parametrize(
        "data",
        [
            xlsx_file(ROWS)[:-200],
            xlsx_file(ROWS)[:100],
            zip_of({"hello.txt": "no workbook"}),
            xls_file(ROWS)[:2000],
            xlsx_file([], cells="<row><c t='s'><v>99</v></c>"),
        ],
        ids=["half", "start", "another archive", "half xls", "broken sheet"],
    )
    def test_of_what_is_broken(self, data: bytes):
        assert refusal(data) == (
            "The spreadsheet cannot be opened. Open it yourself, save it as a CSV file and try again"
        )

    def test_of_a_sheet_without_cells(self):
        assert refusal(xlsx_file([])) == "The file is empty"

    def test_of_too_many_columns(self):
        assert refusal(xlsx_file([["x"] * 1001])) == "The file has 1,001 columns. It can have 1,000 at most"

    @pytest.mark.usefixtures("tight_limits")
    def test_of_a_file_that_unpacks_to_too_much(self):
        data = zip_of({"xl/workbook.xml": bytes(21 * MEGABYTE)})

        assert len(data) < limits.MAX_FILE_BYTES
        assert refusal(data) == (
            "The spreadsheet unpacks to 21 MB. It must be 20 MB or smaller. Save it as a CSV file and try again"
        )

    @pytest.mark.usefixtures("tight_limits")
    def test_of_a_file_that_hides_what_it_unpacks_to(self):
        """The process that opens it meets its own limit of memory, and the portal lives on."""
        bomb = lying_about_its_size(xlsx_file([], cells=f"<row><c><v>{'1' * (80 * MEGABYTE)}</v></c></row>"))

        text = refusal(bomb)

        assert len(bomb) < limits.MAX_FILE_BYTES
        assert text.startswith(("The spreadsheet is too large to open", "The spreadsheet cannot be opened"))

    def test_of_a_sheet_with_a_cell_far_away(self):
        cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

        assert refusal(xlsx_file([], cells=cells)) == (
            "The spreadsheet is too large to open: it takes more than 1024 MB of memory or 30 seconds. Delete what is outside "
            "of your table, or save it as a CSV file"
        )


def lying_about_its_size(data: bytes) -> bytes:
    """The archive with small numbers where it says how large its parts are."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sizes = {entry.file_size for entry in packed.infolist() if entry.file_size > 20 * MEGABYTE}
    for size in sizes:
        data = data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    return data
