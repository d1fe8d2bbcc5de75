import io

import pytest

from portal_apps.sending.recipients import limits
from portal_apps.sending.recipients.findings import Unreadable
from portal_apps.sending.recipients.upload import Kind, received


def refusal(data: bytes, name: str = "people.csv") -> str:
    with pytest.raises(Unreadable) as error, received(io.BytesIO(data), name):
        pass
    return error.value.finding.text


class TestReceived:
    @pytest.mark.parametrize(
        "name", ["people.csv", "PEOPLE.CSV", "a.b.tsv", "people.xlsx", "p.xls", "p.xlsm", "p.ods"]
    )
    def test_may_have_any_name_of_a_spreadsheet(self, name: str):
        with received(io.BytesIO(b"text"), name) as upload:
            assert (upload.kind, upload.size, upload.file.read()) == (Kind.TEXT, 4, b"text")

    @pytest.mark.parametrize("name", ["people.pdf", "people", "csv", "people.csv.exe", "people.numbers", ""])
    def test_may_have_no_other_name(self, name: str):
        assert refusal(b"text", name) == (
            f"{name} must be a spreadsheet: a file that ends in .csv, .tsv, .xlsx, .xls, .xlsm or .ods"
        )

    def test_has_a_digest_of_what_it_was(self):
        with received(io.BytesIO(b"text"), "a.csv") as upload:
            assert upload.digest == "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"

    @pytest.mark.parametrize("data", [b"", b"  \r\n\n "])
    def test_may_not_be_empty(self, data: bytes):
        assert refusal(data) == "The file is empty"

    @pytest.mark.parametrize(
        ("over", "shown"), [(1, "10.1"), (104_858, "10.2"), (2_000_000, "12"), (10 * 1024 * 1024, "20")]
    )
    def test_may_not_be_larger_than_its_limit(self, over: int, shown: str):
        assert refusal(b"x" * (limits.MAX_FILE_BYTES + over)) == (
            f"The file is {shown} MB. It must be 10 MB or smaller"
        )

    def test_may_be_as_large_as_its_limit(self):
        with received(io.BytesIO(b"x" * limits.MAX_FILE_BYTES), "a.csv") as upload:
            assert upload.size == len(upload.file.read()) == limits.MAX_FILE_BYTES

    @pytest.mark.parametrize(
        ("start", "kind"),
        [
            (b"%PDF-1.7", "a PDF"),
            (b"\x89PNG\r\n", "an image"),
            (b"\xff\xd8\xff\xe0", "an image"),
            (b"GIF89a", "an image"),
            (b"{\\rtf1", "a document"),
            (b"Rar!\x1a", "an archive"),
            (b"\x1f\x8b\x08", "an archive"),
            (b"\xef\xbb\xbf\n <!DOCTYPE html>", "a web page"),
            (b"<HTML>", "a web page"),
            (b"<table>", "a web page"),
        ],
    )
    def test_is_told_what_it_is_instead(self, start: bytes, kind: str):
        assert refusal(start + b" and more", "people.xls") == (
            f"The file is {kind}, not a spreadsheet. Save it as a CSV file and try again"
        )
