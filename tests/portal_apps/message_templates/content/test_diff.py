import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from portal_apps.message_templates.content.diff import diff

REMOVED = '<span class="govuk-visually-hidden">removed: </span>'
ADDED = '<span class="govuk-visually-hidden">added: </span>'


def without(html, element):
    return re.sub(f"<{element}>.*?</{element}>", "", html, flags=re.DOTALL)


def text_of(html):
    bare = html.replace(REMOVED, "").replace(ADDED, "").replace("<br>", "\n")
    return unescape(re.sub("</?(?:ins|del)>", "", bare))


class TestDiff:
    def test_words_are_compared_within_a_line(self):
        html = diff("Dear Sam,\nyour code", "Dear Jo,\nyour code")

        assert html == f"Dear <del>{REMOVED}Sam,</del><ins>{ADDED}Jo,</ins><br>your code"

    def test_equal_texts_have_no_marks(self):
        assert diff("a\nb", "a\nb") == "a<br>b"

    def test_a_placeholder_is_one_word(self):
        html = diff("Hi ((first name))", "Hi ((last name))")

        assert html == f"Hi <del>{REMOVED}((first name))</del><ins>{ADDED}((last name))</ins>"

    def test_a_sentence_that_is_replaced_is_one_change(self):
        html = diff("# Pay now", "Dear Sam Okoro")

        assert html == f"<del>{REMOVED}# Pay now</del><ins>{ADDED}Dear Sam Okoro</ins>"

    def test_white_space_beside_what_stays_is_no_change(self):
        html = diff("your old code", "your new code")

        assert html == f"your <del>{REMOVED}old</del><ins>{ADDED}new</ins> code"

    def test_an_added_line_is_marked_alone(self):
        assert diff("a\nc", "a\nb\nc") == f"a<br><ins>{ADDED}b<br></ins>c"

    def test_from_nothing_all_is_added(self):
        assert diff("", "a") == f"<ins>{ADDED}a</ins>"

    def test_html_is_escaped(self):
        assert diff("<b>", "<i>") == f"<del>{REMOVED}&lt;b&gt;</del><ins>{ADDED}&lt;i&gt;</ins>"

    def test_a_very_long_line_is_replaced_in_one_piece(self):
        html = diff("a " * 2_000, "b " * 2_000)

        assert (html.count("<del>"), html.count("<ins>")) == (1, 1)

    def test_a_very_long_text_is_equal_to_itself(self):
        assert diff("a\n" * 2_000, "a\n" * 2_000) == "a<br>" * 2_000

    def test_a_long_text_of_equal_lines_is_compared_in_reasonable_time(self):
        assert "<ins>" in diff("a\n" * 900, "b\na\n" * 450)

    @given(old=st.text("ab (\n)<", max_size=40), new=st.text("ab (\n)<", max_size=40))
    def test_without_the_additions_it_is_the_old_text_and_without_the_removals_the_new(self, old, new):
        html = str(diff(old, new))

        assert text_of(without(html, "ins")) == old
        assert text_of(without(html, "del")) == new
