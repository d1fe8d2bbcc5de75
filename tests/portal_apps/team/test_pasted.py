"""Addresses out of whatever somebody pastes."""

import pytest

from portal_apps.team.lines import Outcome
from portal_apps.team.pasted import read


def addresses(text):
    return [line.text for line in read(text) if line.outcome is Outcome.NEW]


class TestRead:
    @pytest.mark.parametrize(
        "text",
        [
            "ann@x.gov.uk\nben@x.gov.uk",
            "ann@x.gov.uk\r\n\r\n  ben@x.gov.uk  \r\n",
            "ann@x.gov.uk, ben@x.gov.uk",
            "ann@x.gov.uk;ben@x.gov.uk;",
            "ann@x.gov.uk\tben@x.gov.uk",
            "ann@x.gov.uk ben@x.gov.uk",
            "Ann Lee <ann@x.gov.uk>; Ben <ben@x.gov.uk>",
            '"Lee, Ann" <ann@x.gov.uk>, <mailto:ben@x.gov.uk>',
            "Name,Email address\nAnn Lee,ann@x.gov.uk\nBen,ben@x.gov.uk",
            'email,name\n"ann@x.gov.uk","Lee, Ann"\nben@x.gov.uk,Ben',
            "\ufeffann@x.gov.uk\u200b\nben@x.gov.uk",
        ],
        ids=[
            *("column", "windows", "commas", "semicolons", "tabs", "spaces", "recipients", "quoted names"),
            *("csv", "csv with quotes", "invisible signs"),
        ],
    )
    def test_finds_the_addresses(self, text):
        assert addresses(text) == ["ann@x.gov.uk", "ben@x.gov.uk"]
        assert len(read(text)) == 2

    def test_says_on_which_line_nothing_was_found(self):
        found = read("ann@x.gov.uk\n\nBen Whitlock\ncat@@x.gov.uk, Cat")

        assert [(line.number, line.text, line.outcome) for line in found[1:]] == [
            (3, "Ben Whitlock", "wrong"),
            (4, "cat@@x.gov.uk", "wrong"),
        ]

    def test_the_same_address_written_otherwise_is_a_duplicate(self):
        first, second = read("ann@x.gov.uk\nAnn <ANN@x.gov.uk>")

        assert (second.outcome, second.note) == ("duplicate", "Same as line 1")
        assert first.outcome == "new"

    def test_a_single_wrong_line_is_no_heading(self):
        assert [line.outcome for line in read("name")] == ["wrong"]

    @pytest.mark.parametrize("text", ["", " \n\t\n"])
    def test_nothing_is_nothing(self, text):
        assert read(text) == []

    def test_a_very_long_line_is_cut_for_the_page(self):
        assert len(read("x" * 5_000)[0].text) == 100
