"""A long file in parts: each is a file that can be sent, and its rows keep the numbers of the whole."""

import io

import pytest

from portal_apps.sending.recipients import Unreadable
from portal_apps.sending.recipients.parts import in_parts
from tests.portal_apps.sending.recipients.conftest import some_rules
from tests.portal_apps.sending.recipients.files import PHONE, csv_file, xlsx_file

HEADINGS = ["phone number", "name"]


def people(*names):
    return [[PHONE, name] for name in names]


def parts_of(data, rows, name="people.csv"):
    """Of each part: its text, and the numbers of its bad rows in the whole file."""
    with in_parts(io.BytesIO(data), name, some_rules(), rows) as (_upload, parts):
        return [
            (
                part.checked.csv.read().decode().splitlines(),
                [part.row_in_file(int(line.split(b",")[0][1:])) for line in part.checked.bad_rows],
            )
            for part in parts
        ]


class TestParts:
    @pytest.mark.parametrize(
        ("names", "expected"),
        [
            ("a", [["a"]]),
            ("abcd", [["a", "b"], ["c", "d"]]),
            ("abcde", [["a", "b"], ["c", "d"], ["e"]]),
        ],
    )
    def test_have_so_many_rows_and_the_headings(self, names, expected):
        found = parts_of(csv_file([HEADINGS, *people(*names)]), rows=2)

        assert [lines[0] for lines, _ in found] == [",".join(HEADINGS)] * len(expected)
        assert [[line[-1] for line in lines[1:]] for lines, _ in found] == expected

    def test_count_no_empty_rows(self):
        rows = [[], HEADINGS, *people("a"), [], *people("b"), [], [], *people("c"), []]

        found = parts_of(csv_file(rows), rows=2)

        assert [[line[-1] for line in lines[1:]] for lines, _ in found] == [["a", "b"], ["c"]]

    def test_keep_the_numbers_of_the_whole_file(self):
        rows = [[], HEADINGS, *people("a", ""), [], *people("b", "", "c", "")]

        found = parts_of(csv_file(rows), rows=3)

        assert [bad for _, bad in found] == [[4], [7, 9]]

    def test_can_come_from_a_workbook(self):
        found = parts_of(xlsx_file([HEADINGS, *people("a", "b", "c")]), rows=2, name="people.xlsx")

        assert [len(lines) - 1 for lines, _ in found] == [2, 1]

    def test_there_is_one_without_rows_as_well(self):
        assert parts_of(csv_file([HEADINGS]), rows=2) == [(["phone number,name"], [])]

    def test_a_file_with_nothing_but_empty_cells_has_none(self):
        with pytest.raises(Unreadable) as refused:
            parts_of(b",,\r\n,,\r\n", rows=2)

        assert refused.value.finding.code == "file-empty"
