"""What a file of rows may be, and what is said of one that is not."""

import io
import sys
from types import SimpleNamespace

import pytest

from portal_apps.bulk import values
from portal_apps.bulk.errors import BadInput
from portal_apps.bulk.operation import Column, Row
from portal_apps.bulk.source import BadRow, table_source
from tests.portal_apps.sending.recipients.files import xlsx_file

ID = "7b0e0a43-5f0c-4d9c-8c53-0a3a1b6f0a11"
COLUMNS = (
    Column("service_id", values.identifier, required=True),
    Column("rate_limit", values.whole_number(1, 9_999)),
    Column("notes"),
)


def rows_of(path):
    with table_source(str(path), COLUMNS) as source:
        return list(source.rows())


@pytest.fixture
def file(tmp_path):
    def written(content, name="rows.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


class TestRows:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_are_read_from_text(self, file, delimiter):
        text = f"\ufeffService ID,Rate-Limit\r\n{ID.upper()},3_000\r\n".replace(",", delimiter)

        assert rows_of(file(text)) == [Row(2, {"service_id": ID, "rate_limit": 3_000})]

    def test_are_read_from_a_workbook(self, file):
        workbook = xlsx_file([["service_id", "rate_limit"], [ID, 3_000]])

        assert rows_of(file(workbook, "rows.xlsx")) == [Row(2, {"service_id": ID, "rate_limit": 3_000})]

    def test_are_read_from_stdin(self, monkeypatch):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(f"service_id\n{ID}\n".encode())))

        assert rows_of("-") == [Row(2, {"service_id": ID})]

    def test_keep_the_numbers_of_the_spreadsheet(self, file):
        assert [row.number for row in rows_of(file(f"service_id\n\n{ID}\n,\n{ID}\n"))] == [3, 5]

    def test_have_no_empty_cells(self, file):
        assert rows_of(file(f"service_id,rate_limit,notes\n{ID},,\n")) == [Row(2, {"service_id": ID})]

    def test_have_no_apostrophe_that_kept_a_spreadsheet_from_taking_it_for_a_formula(self, file):
        assert rows_of(file(f"service_id,notes\n{ID},'=1+1\n"))[0]["notes"] == "=1+1"


class TestBadRows:
    def test_say_everything_that_is_bad(self, file):
        assert rows_of(file("service_id,rate_limit\nabc,ten\n,10000,more\n")) == [
            BadRow(2, "service_id", "is not an id"),
            BadRow(2, "rate_limit", "is not a whole number"),
            BadRow(3, "", "has more cells than the header, which has 2"),
            BadRow(3, "service_id", "is missing"),
            BadRow(3, "rate_limit", "must be from 1 to 9,999"),
        ]

    def test_end_the_command_before_the_api_is_asked(self, run, estate, table):
        file = table("service_id,rate_limit", f"{ID},1", f"{ID},2", "abc,3")

        ended = run("bulk_services", "--file", file)

        assert ended.status == 2
        assert "row 3: is about the same as row 2\n" in ended.messages
        assert "row 4, service_id: is not an id\n" in ended.messages
        assert "2 complaints about services.csv. Nothing was written." in ended.messages
        assert estate.asked.total() == 0
        assert run("bulk_status").out == ""


class TestHeader:
    @pytest.mark.parametrize(
        ("header", "complaint"),
        [
            ("service_id,rate_limits", "There is no column 'rate_limits'; is it 'rate_limit'?"),
            ("service_id,colour", "There is no column 'colour'\n"),
            ("rate_limit", "The column 'service_id' is missing"),
            ("service_id,Service-ID", "The column 'service_id' is there twice"),
        ],
    )
    def test_is_the_one_of_the_command(self, file, header, complaint):
        with pytest.raises(BadInput, match="The columns are: service_id, rate_limit, notes") as refused:
            rows_of(file(f"{header}\n{ID}\n"))

        assert complaint in str(refused.value)


class TestFile:
    def test_has_to_be_there(self, tmp_path):
        with pytest.raises(BadInput, match=r"nowhere\.csv cannot be read: No such file"):
            rows_of(tmp_path / "nowhere.csv")

    def test_has_to_be_a_table(self, file):
        with pytest.raises(BadInput, match="PDF"):
            rows_of(file(b"%PDF-1.7 and so on"))


class TestValues:
    @pytest.mark.parametrize(
        ("parse", "cell", "value"),
        [
            (values.yes_or_no, "Yes", True),
            (values.yes_or_no, "off", False),
            (values.whole_number(), "250,000", 250_000),
            (values.one_of("live", "trial"), "Live", "live"),
            (values.several(str), "sms, email;sms", ["sms", "email"]),
            (values.email_address, "Ada@Example.gov.uk", "ada@example.gov.uk"),
        ],
    )
    def test_are_what_was_meant(self, parse, cell, value):
        assert parse(cell) == value

    @pytest.mark.parametrize(
        ("parse", "cell", "reason"),
        [
            (values.yes_or_no, "perhaps", "is neither yes nor no"),
            (values.whole_number(), "-1", "is not a whole number"),
            (values.whole_number(), "٣", "is not a whole number"),
            (values.one_of("live", "trial"), "dead", "is none of live, trial"),
            (values.email_address, "ada at example.gov.uk", "is not an email address"),
            (values.email_address, "a da@example.gov.uk", "is not an email address"),
        ],
    )
    def test_are_refused_with_a_reason(self, parse, cell, reason):
        with pytest.raises(ValueError, match=reason):
            parse(cell)
