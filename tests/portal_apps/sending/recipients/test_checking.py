"""What the rows of a file are told, and what comes of them."""

import io

import pytest

from portal_apps.sending.recipients import limits
from portal_apps.sending.recipients.checking import checked
from portal_apps.sending.recipients.findings import Unreadable
from tests.portal_apps.sending.recipients.conftest import some_rules
from tests.portal_apps.sending.recipients.files import PHONE

HEADINGS = ["phone number", "name"]
GOOD, WITHOUT_NUMBER, WITHOUT_NAME, BLANK = [PHONE, "Ada"], ["", "Ada"], [PHONE, ""], ["", " "]


class TestRows:
    def test_have_the_numbers_of_the_spreadsheet(self, check):
        found = check([BLANK, HEADINGS, GOOD, BLANK, [], WITHOUT_NUMBER, BLANK, WITHOUT_NAME, BLANK, BLANK])

        assert found.faults == {6: [("missing-recipient", 0)], 8: [("missing-value", 1)]}
        assert found.blank_rows == [(4, 5), (7, 7)]
        assert found.verdict.header_row == 2
        assert found.verdict.totals.rows == 3
        assert found.verdict.totals.blank_rows == 3
        assert "Empty rows left out: 3" in found.texts

    def test_say_everything_that_is_wrong_with_them(self, check):
        found = check([HEADINGS, ["079", ""]])

        assert found.faults == {2: [("phone-too-short", 0), ("missing-value", 1)]}
        assert [fault.text for fault in found.bad_rows[0].faults] == ["Phone number is too short", "Missing"]
        assert found.bad_rows[0].cells == ["079", ""]

    def test_may_be_shorter_or_longer_than_the_headings(self, check):
        found = check([HEADINGS, [PHONE], [PHONE, "Ada", "more"], [PHONE, "Ada", ""]])

        assert found.faults == {2: [("missing-value", 1)]}
        assert found.texts[0] == "Rows with cells beyond the last heading, which are not used: 1"
        assert found.csv.splitlines()[2] == f"{PHONE},Ada"

    def test_are_known_by_what_they_show_in_place_of_a_value(self, check):
        found = check([[*HEADINGS, "notes"], [PHONE, "#N/A", "#REF!"]])

        assert found.faults == {2: [("spreadsheet-error", 1)]}
        assert found.bad_rows[0].faults[0].text == "The spreadsheet shows an error here: #N/A"

    def test_may_come_back_from_a_file_of_bad_rows(self, check):
        found = check([HEADINGS, ["'+447911123456", "'=Ada"], ["07911123457", "'Ada"]])

        assert found.verdict.can_be_sent
        assert found.csv.splitlines()[1:] == ["+447911123456,=Ada", "07911123457,'Ada"]

    def test_may_come_back_from_a_download_with_its_last_line(self, check):
        last = f"# Complete. Rows: 1. SHA-256 of the lines above: {'0f' * 32}"

        found = check([HEADINGS, GOOD, [last, ""]])

        assert found.verdict.can_be_sent
        assert (found.verdict.totals.rows, found.texts) == (1, [])

    def test_none_are_a_problem(self, check):
        found = check([HEADINGS, BLANK])

        assert found.texts == ["The file has headings, and no recipients below them"]

    def test_beyond_those_that_can_be_sent_are_a_problem(self, check, monkeypatch):
        monkeypatch.setattr(limits, "MAX_ROWS_SENT", 3)

        assert check([HEADINGS, *[GOOD] * 3]).verdict.can_be_sent
        assert check([HEADINGS, *[GOOD] * 7]).texts[0] == (
            "The file has 7 rows. You can send 3 at most: split it into 3 files"
        )

    def test_beyond_those_that_are_read_end_the_reading(self, check, monkeypatch):
        monkeypatch.setattr(limits, "MAX_ROWS_READ", 5)

        assert check([HEADINGS, *[GOOD] * 5]).verdict.totals.rows == 5
        with pytest.raises(Unreadable, match="too-many-rows-to-read"):
            check([HEADINGS, *[GOOD] * 6])

    @pytest.mark.parametrize("rows", [[BLANK] * 20, [HEADINGS, *[BLANK] * 20]])
    def test_that_are_empty_are_not_read_for_ever(self, check, monkeypatch, rows):
        monkeypatch.setattr(limits, "MAX_ROWS_SEEN", 10)

        assert check([HEADINGS, *[BLANK] * 9, GOOD]).verdict.totals.rows == 1
        with pytest.raises(Unreadable, match="too-many-rows-to-read"):
            check(rows)


class TestDigests:
    def test_are_the_same_for_the_same_table(self, check):
        comma, semicolon = check([HEADINGS, GOOD]), check(f"phone number;name\n\n{PHONE}; Ada".encode())

        assert comma.verdict.content_digest == semicolon.verdict.content_digest
        assert comma.verdict.file_digest != semicolon.verdict.file_digest

    def test_are_others_for_another_table(self, check):
        assert (
            check([HEADINGS, GOOD]).verdict.content_digest
            != check([HEADINGS, GOOD, GOOD]).verdict.content_digest
        )


class TestProgress:
    def test_is_told_with_an_estimate_and_at_the_end(self, check):
        done = check([HEADINGS, *[GOOD] * 3500]).progress

        assert [rows for rows, _ in done] == [1000, 2000, 3000, 3500]
        assert all(3000 <= estimated <= 4500 for _, estimated in done[1:])
        assert done[-1] == (3500, 3500)

    def test_may_end_the_reading(self):
        def stop(done: int, estimated: int) -> None:
            raise InterruptedError

        with pytest.raises(InterruptedError), checked_with(stop):
            pass


def checked_with(progress):
    return checked(io.BytesIO(b"phone number\n07911123456"), "a.csv", some_rules(content="Hi"), progress)


class TestSample:
    def test_is_the_first_rows_with_their_faults(self, check):
        found = check([HEADINGS, WITHOUT_NAME, *[GOOD] * 60])

        assert [row.number for row in found.verdict.sample] == list(range(2, 52))
        assert [fault.code for fault in found.verdict.sample[0].faults] == ["missing-value"]
        assert found.verdict.sample[1].cells == GOOD

    def test_is_short_where_the_rows_are_long(self, check):
        found = check([HEADINGS, *[[PHONE, "x" * 40_000]] * 5])

        assert len(found.verdict.sample) == 2
