"""Files of text as programs and people leave them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_apps.sending.recipients.findings import Unreadable
from tests.portal_apps.sending.recipients.conftest import outcome
from tests.portal_apps.sending.recipients.files import PHONE, csv_file

HEADINGS = ["phone number", "name"]
ZOE = [PHONE, "Zoë"]


def refusal(data: bytes, name: str = "people.csv") -> str:
    with pytest.raises(Unreadable) as error:
        outcome(data, name)
    return error.value.finding.text


def told(data: bytes) -> str:
    """What somebody gets to know who uploads this, whatever it is."""
    try:
        return f"{outcome(data).verdict.totals.rows} rows"
    except Unreadable as error:
        return error.finding.text


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_utf_8_needs_no_word(self, check, encoding: str):
        found = check(csv_file([HEADINGS, ZOE], encoding=encoding))

        assert found.texts == []
        assert found.csv == f"phone number,name\r\n{PHONE},Zoë\r\n"

    @pytest.mark.parametrize(
        ("encoding", "shown"),
        [("cp1252", "Windows-1252"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")],
    )
    def test_others_are_told(self, check, encoding: str, shown: str):
        found = check(csv_file([HEADINGS, ZOE], encoding=encoding))

        assert found.texts == [
            f"The file is not in UTF-8 but in {shown}. Check that names with accents are right"
        ]
        assert found.verdict.sample[0].cells == ZOE

    def test_a_lost_zero_makes_no_utf_16(self, check):
        found = check(f"phone number,name\n{PHONE},A\0da\n".encode())

        assert found.texts == []
        assert found.csv == f"phone number,name\r\n{PHONE},Ada\r\n"

    def test_utf_16_may_say_little_in_latin_letters(self, check):
        rows = [HEADINGS, *[[PHONE, "名前" * 40]] * 50]

        assert check(csv_file(rows, encoding="utf-16-be")).verdict.sample[0].cells == rows[1]

    def test_utf_8_far_into_the_file_is_seen(self, check):
        rows = [HEADINGS, *[[PHONE, "Ada"]] * 6000, ZOE]

        assert check(csv_file(rows)).bad_rows == []
        assert "Windows-1252" in check(csv_file(rows, encoding="cp1252")).texts[0]

    @pytest.mark.parametrize("cut", range(65_530, 65_540))
    def test_a_letter_of_two_bytes_may_stand_anywhere(self, check, cut: int):
        start = f"phone number,name\n{PHONE},".encode()

        found = check(start + b"x" * (cut - len(start)) + "ëë".encode())

        assert found.texts == []

    def test_none_at_all_is_refused_with_its_place(self):
        data = csv_file([HEADINGS, ZOE], encoding="cp1252") + b"\x81"

        assert refusal(data) == (
            f"The file has characters that cannot be read, the first near byte {len(data) - 1}. Save it as a CSV file in "
            "UTF-8"
        )

    def test_half_a_character_at_the_end_is_refused(self):
        assert "cannot be read" in refusal(csv_file([HEADINGS, ZOE], encoding="utf-16")[:-1])


class TestDelimiters:
    @pytest.mark.parametrize(("delimiter", "sign"), [(";", "semicolons"), ("\t", "tabs")])
    def test_others_than_commas_are_told(self, check, delimiter: str, sign: str):
        found = check(csv_file([HEADINGS, [PHONE, "Okafor, Ada; MP"]], delimiter))

        assert found.texts == [f"Columns are separated by {sign}"]
        assert found.verdict.sample[0].cells == [PHONE, "Okafor, Ada; MP"]

    def test_is_the_one_that_makes_known_headings(self, check):
        found = check(b"notes, old, unused;phone number;name\nx;07911 123456;Ada")

        assert found.verdict.headings == ["notes, old, unused", "phone number", "name"]

    def test_is_a_comma_where_there_is_no_other(self, check):
        assert check(b"phone number\n07911 123456", content="Hello").texts == []

    @pytest.mark.parametrize("sign", "|^:")
    def test_may_be_one_that_nobody_reads(self, check, sign: str):
        found = check(sign.join(HEADINGS).encode() + b"\n")

        assert found.texts[0] == (
            f"The columns of your file seem to be separated by “{sign}”. Separate them with commas, semicolons or tabs"
        )

    def test_is_not_doubted_where_there_are_columns(self, check):
        assert check(b"phone: number,name\n07911 123456,Ada").texts[0] == (
            "Your file needs a column called “phone number”"
        )

    def test_is_not_doubted_where_all_columns_are_there(self, check):
        assert check(b"phone number\n07911 123456", content="Hi | you").verdict.can_be_sent

    @pytest.mark.parametrize(("sign", "words"), [(";", ["Columns are separated by semicolons"]), (",", [])])
    def test_may_be_named_in_the_first_line(self, check, sign: str, words: list[str]):
        note = f"sep={sign}\r\n".encode()

        found = check(note + csv_file([HEADINGS, ZOE, ["nobody", "Ada"]], sign))

        assert found.texts == words
        assert found.verdict.headings == HEADINGS
        assert [row.number for row in found.bad_rows] == [4]

    def test_that_is_named_and_that_nobody_reads_is_told(self, check):
        found = check(b"sep=|\n" + csv_file([HEADINGS, ZOE], "|"))

        assert "seem to be separated by “|”" in found.texts[0]

    def test_gives_the_kind_of_file(self, check):
        assert check(csv_file([HEADINGS, ZOE], "\t"), "people.tsv").verdict.file_format == "tsv"
        assert check(csv_file([HEADINGS, ZOE])).verdict.file_format == "csv"


class TestLines:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_end_as_they_end_anywhere(self, check, end: str):
        found = check(end.join(["", "phone number,name", f"{PHONE},Ada", "", f"{PHONE},"]).encode())

        assert found.faults == {5: [("missing-value", 1)]}

    def test_within_a_cell_make_no_row(self, check):
        found = check(f'phone number,name\n{PHONE},"Ada\nOkafor"\n{PHONE},\n'.encode())

        assert found.verdict.sample[0].cells == [PHONE, "Ada\nOkafor"]
        assert found.faults == {3: [("missing-value", 1)]}

    def test_a_quotation_mark_without_its_second_one_is_told(self):
        rows = "\n".join([f"{PHONE},Ada"] * 10_000)

        assert refusal(f'phone number,name\n{PHONE},"Ada\n{rows}'.encode()) == (
            "A cell in row 2 has more than 131,072 characters. Is there a quotation mark without its second one?"
        )

    def test_nor_does_it_swallow_a_few_rows_unseen(self):
        assert refusal(f'phone number,name\n{PHONE},Ada\n{PHONE},"Ada\n{PHONE},Bo\n'.encode()) == (
            "A cell in row 3 begins with a quotation mark and has no second one: all that follows is in it"
        )

    @pytest.mark.parametrize("cell", ['5" pipe', '"Ada"', '"Ada" Okafor', '"Ada\n"', '""'])
    def test_other_quotation_marks_are_read(self, check, cell: str):
        found = check(f"phone number,name\n{PHONE},{cell}\n{PHONE},".encode(), content="Hello")

        assert found.verdict.totals.rows == 2

    def test_a_cell_may_be_as_long_as_the_api_reads(self, check):
        found = check(f"phone number,name,notes\n{PHONE},Ada,{'x' * 131_072}".encode())

        assert found.verdict.can_be_sent

    def test_a_row_of_endless_cells_is_not_cut_up(self):
        assert refusal(b"phone number" + b"," * 1_000_000) == (
            "The file has 1,000,001 columns. It can have 1,000 at most"
        )


class TestAnyBytes:
    @given(st.binary(max_size=300))
    def test_are_a_verdict_or_a_refusal(self, data: bytes):
        assert told(data)

    @given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80))
    def test_any_text_is_kept(self, name: str):
        found = outcome(csv_file([HEADINGS, [PHONE, name]]))

        cell = found.verdict.sample[0].cells[1]
        assert cell == name.strip() or name.startswith("'") or name.strip().startswith("'")
