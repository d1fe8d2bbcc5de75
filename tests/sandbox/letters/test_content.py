"""What an author types, as the blocks of a letter."""

import pytest

from sandbox.letters.content import Run, blocks, has_unreadable_qr_code


def read(text, values=None):
    """(kind, bullet, words) of every block."""
    return [(block.kind, block.bullet, block.text) for block in blocks(text, values)]


class TestBlocks:
    def test_blank_lines_part_paragraphs_and_line_breaks_are_kept(self):
        assert read("one\ntwo\r\n\r\n\nthree") == [("paragraph", "", "one\ntwo"), ("paragraph", "", "three")]

    def test_one_level_of_headings(self):
        assert read("# Pay\nnow\n## b\n#c") == [
            ("heading", "", "Pay"),
            ("paragraph", "", "now\n## b\n#c"),
        ]

    def test_signs_that_mean_nothing_in_a_letter_are_dropped(self):
        assert read("## b\n\n^ mind this") == [("paragraph", "", "b"), ("paragraph", "", "mind this")]

    @pytest.mark.parametrize("sign", ["*", "-", "•"])
    def test_bullets_of_any_of_three_signs(self, sign):
        assert read(f"{sign} one\ngoes on\n{sign} two") == [
            ("item", "•", "one\ngoes on"),
            ("item", "•", "two"),
        ]

    def test_a_list_counts_from_one(self):
        numbered = [bullet for _, bullet, _ in read("3. a\n9. b\n\nand\n\n2. c")]

        assert numbered == ["1.", "2.", "", "1."]

    def test_a_rule_begins_a_new_page(self):
        assert [kind for kind, _, _ in read("a\n\n***\n\nb\n---\nc")] == [
            "paragraph",
            "page break",
            "paragraph",
            "page break",
            "paragraph",
        ]

    def test_a_qr_code_is_a_paragraph_of_its_own(self):
        assert read("QR : https://a.gov.uk/((id))\n\nqr: b\nc", {"id": "7"}) == [
            ("qr code", "", "https://a.gov.uk/7"),
            ("paragraph", "", "qr: b\nc"),
        ]

    def test_nothing_stays_of_what_cannot_be_printed(self):
        assert read("a\x00b\u200bc\x1b") == [("paragraph", "", "abc")]


class TestQrCodes:
    @pytest.mark.parametrize(("length", "unreadable"), [(504, False), (505, True)])
    def test_hold_504_bytes(self, length, unreadable):
        assert has_unreadable_qr_code(f"qr: {'x' * length}", None) is unreadable

    def test_may_still_become_short_without_a_value(self):
        long = "x" * 600

        assert has_unreadable_qr_code(f"qr: {long}((id))", None) is False
        assert has_unreadable_qr_code("qr: ((id))", {"id": long}) is True


class TestValues:
    def test_a_value_takes_its_place_whatever_the_spelling(self):
        assert read("Dear ((First name))", {"first_name": "Bo"}) == [("paragraph", "", "Dear Bo")]

    def test_a_value_is_never_read_as_the_text_of_the_author(self):
        assert read("((a))", {"a": "# Heading\n* ((b))", "b": "x"}) == [
            ("paragraph", "", "# Heading\n* ((b))")
        ]

    def test_a_list_reads_as_a_sentence(self):
        assert read("Bring ((it))", {"it": ["a", "b", "c"]}) == [("paragraph", "", "Bring a, b and c")]

    def test_what_has_no_value_is_marked(self):
        [block] = blocks("Dear ((name)),", None)

        assert block.runs == (Run("Dear "), Run("((name))", marked=True), Run(","))

    def test_conditional_text_is_the_authors(self):
        text = "((late??# Late))\n\n* ((due??Pay now))\n* b"

        assert read(text, {"late": "yes", "due": "no"}) == [("heading", "", "Late"), ("item", "•", "b")]
        assert read(text, {"late": "no", "due": "Y"}) == [("item", "•", "Pay now"), ("item", "•", "b")]
        assert read("((late??# Late))") == [("paragraph", "", "((late??# Late))")]
