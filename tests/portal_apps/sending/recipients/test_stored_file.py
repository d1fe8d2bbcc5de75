"""A file and its verdict where the API and other processes find them."""

import csv
import io
from dataclasses import replace

import pytest

from gateway.errors import NotFound
from gateway.storage import recipient_files, recipient_verdicts
from notify_portal.settings.files import file_storages
from portal_apps.core.spreadsheets import csv_file as downloaded
from portal_apps.sending.recipients import RecipientFile, Rules, Unreadable, bad_rows_as_csv
from tests.builders import an_id
from tests.portal_apps.sending.recipients.conftest import some_rules
from tests.portal_apps.sending.recipients.files import PHONE, csv_file, xlsx_file

HEADINGS = ["phone number", "name"]
TEMPLATE = {"template_id": "7f9c5f4e-6c1e-4ad2-8a3a-0c1b7c5d9a10", "template_version": 3}


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path) -> None:
    places = file_storages(tmp_path, dict.fromkeys(settings.FILE_BUCKETS, ""), region="", endpoint="")
    settings.STORAGES = {**settings.STORAGES, **places}


@pytest.fixture
def file() -> RecipientFile:
    return RecipientFile(an_id(), an_id())


def again(file: RecipientFile) -> RecipientFile:
    """The same file in another request."""
    return RecipientFile(*file._ids)


class TestCheck:
    def test_stores_the_file_as_the_api_reads_it(self, file):
        rows = [[None, None], HEADINGS, [PHONE, "Zoë, MP"], [7911123457, 2.0]]

        file.check(io.BytesIO(xlsx_file(rows)), "people.xlsx", some_rules(**TEMPLATE))

        assert recipient_files.read(*file._ids).decode() == (
            'phone number,name\r\n07911 123456,"Zoë, MP"\r\n7911123457,2\r\n'
        )
        assert recipient_files.metadata(*file._ids) == {
            "original_file_name": "people.xlsx",
            "template_id": TEMPLATE["template_id"],
            "notification_count": "2",
            "valid": "True",
        }

    def test_says_to_the_api_what_must_not_be_sent(self, file):
        file.check(io.BytesIO(csv_file([HEADINGS, ["", "Ada"]])), "people.csv", some_rules())

        assert recipient_files.metadata(*file._ids)["valid"] == "False"

    def test_stores_a_verdict_that_is_the_same_when_it_is_read(self, file):
        rows = [HEADINGS, [PHONE, "Ada"], [PHONE, "Ada"], [], ["079", ""]]

        verdict = file.check(io.BytesIO(csv_file(rows)), "people.csv", some_rules(**TEMPLATE))

        assert again(file).verdict == verdict
        assert verdict.template_version == 3
        assert verdict.totals.faults == {"phone-too-short": 1, "missing-value": 1}

    def test_stores_nothing_of_what_cannot_be_read(self, file):
        with pytest.raises(Unreadable):
            file.check(io.BytesIO(b"%PDF-1.7"), "people.csv", some_rules())

        assert not recipient_files.exists(*file._ids)
        assert not recipient_verdicts.exists(*file._ids)

    def test_reads_from_where_the_upload_stands_and_once(self, file):
        class Once(io.RawIOBase):
            chunks = iter([b"phone number,name\n", PHONE.encode(), b",Ada"])

            def read(self, size: int = -1) -> bytes:
                return next(self.chunks, b"")

        assert file.check(Once(), "people.csv", some_rules()).can_be_sent


class TestPages:
    def test_of_bad_rows_come_one_at_a_time(self, file):
        file.check(
            io.BytesIO(csv_file([HEADINGS, *[["", str(n)] for n in range(120)]])), "a.csv", some_rules()
        )

        pages = [again(file).bad_rows(page) for page in (1, 2, 3, 4, 0)]

        assert [len(page) for page in pages] == [50, 50, 20, 0, 0]
        assert [pages[0][0].number, pages[1][0].number, pages[2][-1].number] == [2, 52, 121]
        assert [row.number for row in file.every_bad_row()] == list(range(2, 122))

    def test_of_repeats_do_too(self, file):
        numbers = [f"07911 {number:06}" for number in range(60)]
        rows = [[number, "Ada"] for number in numbers * 2]
        file.check(io.BytesIO(csv_file([HEADINGS, *rows])), "a.csv", some_rules())

        assert [len(again(file).repeats(page)) for page in (1, 2, 3)] == [50, 10, 0]
        assert again(file).repeats()[0] == ("447911000000", [2, 62], [62])

    def test_of_nothing_are_empty(self, file):
        file.check(io.BytesIO(csv_file([HEADINGS, [PHONE, "Ada"]])), "a.csv", some_rules())

        assert (file.bad_rows(), list(file.every_bad_row()), file.repeats()) == ([], [], [])


class TestCells:
    @pytest.mark.parametrize("rows", [1, 499, 500, 501, 1000, 1203])
    def test_of_any_row_are_found(self, file, rows: int):
        table = [[PHONE, f"Ada\n{number}"] for number in range(rows)]
        file.check(io.BytesIO(csv_file([HEADINGS, *table])), "a.csv", some_rules())

        for index in {0, rows // 2, min(499, rows - 1), min(500, rows - 1), rows - 1}:
            assert again(file).cells(index) == [PHONE, f"Ada\n{index}"]

    @pytest.mark.parametrize("index", [-1, 1])
    def test_of_no_row_are_an_error(self, file, index: int):
        file.check(io.BytesIO(csv_file([HEADINGS, [PHONE, "Ada"]])), "a.csv", some_rules())

        with pytest.raises(IndexError):
            file.cells(index)


class TestCheckAgain:
    ROWS = [
        [],
        ["phone number", "notes", "name"],
        [],
        [PHONE, "x", ""],
        [],
        [],
        ["07911 123457", "", "Bo"],
        [],
        [PHONE],
    ]

    def test_by_the_same_rules_is_the_same_verdict(self, file):
        first = file.check(io.BytesIO(csv_file(self.ROWS, ";", "cp1252")), "people.csv", some_rules())

        second = again(file).check_again(some_rules())

        assert replace(second, notices=()) == replace(first, notices=())
        assert {notice.code for notice in second.notices} == {notice.code for notice in first.notices}

    def test_by_other_rules_keeps_the_numbers_of_the_spreadsheet(self, file):
        file.check(io.BytesIO(csv_file(self.ROWS)), "people.csv", some_rules())

        verdict = again(file).check_again(some_rules(content="Hello", allowed=frozenset()))

        assert [row.number for row in again(file).bad_rows()] == [4, 7, 9]
        assert verdict.totals.faults == {"not-allowed": 3}
        assert verdict.rules != some_rules().digest

    def test_keeps_what_a_page_told_the_api(self, file):
        file.check(io.BytesIO(csv_file([HEADINGS, [PHONE, ""]])), "people.csv", some_rules())
        recipient_files.set_metadata(*file._ids, {**recipient_files.metadata(*file._ids), "sender_id": "7"})

        again(file).check_again(some_rules(content="Hello"))

        metadata = recipient_files.metadata(*file._ids)
        assert (metadata["valid"], metadata["sender_id"]) == ("True", "7")


class TestRemove:
    def test_leaves_nothing(self, file, tmp_path):
        file.check(io.BytesIO(csv_file([HEADINGS, [PHONE, ""]])), "people.csv", some_rules())

        file.remove()

        assert not [path for path in tmp_path.rglob("*") if path.is_file()]
        with pytest.raises(NotFound):
            _ = again(file).verdict


class TestBadRowsAsCSV:
    def test_can_be_corrected_and_uploaded_again(self, file):
        rows = [["phone number", "name"], ["+44 79", "=1+1"], [PHONE, "Ada"], ["", "-2"]]
        verdict = file.check(io.BytesIO(csv_file(rows)), "people.csv", some_rules())

        response = downloaded("bad rows", bad_rows_as_csv(verdict.headings, file.every_bad_row()))

        lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert lines == [
            ["phone number", "name", "Row in your file", "What is wrong"],
            ["'+44 79", "'=1+1", "2", "phone number: Phone number is too short"],
            ["", "'-2", "4", "phone number: Missing phone number"],
        ]
        second = RecipientFile(an_id(), an_id())
        second.check(io.BytesIO(response.content), "bad rows.csv", some_rules())
        assert [row.cells[:2] for row in second.every_bad_row()] == [["+44 79", "=1+1"], ["", "-2"]]

    def test_says_what_is_wrong_with_the_row_as_a_whole(self, file):
        file.check(
            io.BytesIO(csv_file([HEADINGS, ["079", "x" * 919]])), "people.csv", some_rules(content="((name))")
        )

        *_, line = bad_rows_as_csv(HEADINGS, file.every_bad_row())

        assert line[-1] == (
            "phone number: Phone number is too short; The message has 919 characters and would be 7 text messages. It can have "
            "918 characters at most"
        )


class TestRules:
    SERVICE = {"name": "Parking", "prefix_sms": True, "permissions": ["sms"], "restricted": True}
    LETTER = {
        "id": "x",
        "version": 2,
        "template_type": "letter",
        "subject": "Hello ((name))",
        "content": "((day))",
        "letter_languages": "welsh_then_english",
        "letter_welsh_subject": "Helo ((enw))",
        "letter_welsh_content": "((dydd))",
    }

    def test_are_what_the_api_says(self):
        people = ["Ada@Example.com", "07911 123456", "+33612345678", "nobody", ""]

        rules = Rules.of(
            self.SERVICE, {**self.LETTER, "template_type": "sms", "letter_languages": None}, people
        )

        assert rules.placeholders == ["name", "day"]
        assert rules.service_prefix == "Parking"
        assert rules.allowed == {"ada@example.com", "447911123456", "33612345678"}
        assert rules.permissions == {"sms"}
        assert (rules.template_id, rules.template_version) == ("x", 2)

    def test_of_a_live_service_let_it_send_to_anybody(self):
        service = {**self.SERVICE, "restricted": False, "prefix_sms": False}

        rules = Rules.of(service, None, ["07911 123456"])

        assert (rules.allowed, rules.service_prefix, rules.template_type) == (None, "", None)

    def test_of_an_email_with_files_need_no_columns_for_them(self):
        email = {
            "template_type": "email",
            "content": "((name)) ((Form 1.pdf))",
            "email_files": [{"filename": "form_1.pdf"}],
        }

        assert Rules.of(self.SERVICE, email).placeholders == ["name"]

    def test_of_a_letter_in_two_languages_have_the_placeholders_of_both(self):
        assert Rules.of(self.SERVICE, self.LETTER).placeholders == ["enw", "name", "dydd", "day"]

    @pytest.mark.parametrize(
        "change",
        [
            {"template_type": "email"},
            {"template_id": "y"},
            {"template_version": 2},
            {"subject": "x"},
            {"content": "x"},
            {"attached": frozenset({"x"})},
            {"service_prefix": "x"},
            {"permissions": frozenset({"x"})},
            {"allowed": frozenset()},
        ],
    )
    def test_have_another_digest_when_they_are_others(self, change):
        assert replace(some_rules(), **change).digest != some_rules().digest

    def test_have_the_same_digest_whatever_their_order(self):
        numbers = ["a@b.example", "b@b.example", "c@b.example"]

        assert (
            Rules.of(self.SERVICE, None, numbers).digest == Rules.of(self.SERVICE, None, numbers[::-1]).digest
        )
