"""What holds for any content and any values."""

import re

from hypothesis import given
from hypothesis import strategies as st

from portal_apps.message_templates.content.email import PreparedEmail
from portal_apps.message_templates.content.filling import fill
from portal_apps.message_templates.content.gsm import ALLOWED, EXTENSION, GSM, to_sms
from portal_apps.message_templates.content.placeholders import compare, split
from portal_apps.message_templates.content.preview import prepare, prepared_email, preview_of
from portal_apps.message_templates.content.sms import character_count, fragment_count, unsupported_characters
from portal_apps.message_templates.content.values import by_key
from tests.portal_apps.message_templates.content.test_attacks import assert_harmless

MARKUP = [
    "((a))",
    "((b??",
    "))",
    "((",
    "[",
    "](",
    ")",
    "https://a.gov.uk/",
    "# ",
    "* ",
    "1. ",
    "^ ",
    "---",
    "\n",
    "\n\n",
]
TROUBLE = [
    "<script>",
    "</p>",
    '"',
    "'",
    "&",
    "javascript:",
    "é",
    "ŵ",
    "😀",
    "\u200b",
    "\r\n",
    "\t",
    "  ",
    "x",
    "yes",
]
PIECES = st.sampled_from([*MARKUP, *TROUBLE])
CONTENT = st.lists(PIECES | st.text(max_size=5), max_size=25).map("".join)
VALUE = st.none() | st.booleans() | st.integers() | CONTENT | st.lists(CONTENT, max_size=3)
VALUES = st.dictionaries(st.sampled_from(["a", "b"]), VALUE)
PLAIN = st.text(
    st.characters(codec="utf-8", exclude_characters="()\r\U000f0000\U000f0001\U000f0002\U000f0003")
)

ELEMENT = re.compile(r"</?[a-z0-9]+")


def slow_fragment_count(text):
    sent = to_sms(text).strip()
    if all(character in GSM for character in sent):
        units, single, part = [2 if character in EXTENSION else 1 for character in sent], 160, 153
    else:
        units, single, part = [2 if ord(character) > 0xFFFF else 1 for character in sent], 70, 67
    count, left = 1, sum(units)
    if left <= single:
        return count
    while left > part:
        count, left = count + 1, left - part
    return count


class TestAnyContent:
    @given(content=CONTENT, values=VALUES, template_type=st.sampled_from(["email", "sms", "letter"]))
    def test_a_preview_is_harmless_html(self, content, values, template_type):
        template = {"template_type": template_type, "name": "", "subject": content, "content": content}

        for redact in (False, True):
            preview = preview_of(template, values=values, redact=redact)
            assert "<script" not in preview.html.lower()
            assert_harmless(preview.html)

    @given(content=CONTENT, values=VALUES)
    def test_the_allow_list_finds_nothing_to_remove(self, content, values):
        assert_harmless(PreparedEmail("", content)._html.render(by_key(values)))

    @given(text=PLAIN, values=VALUES)
    def test_text_without_placeholders_is_its_own_filling(self, text, values):
        assert fill(text, values) == text

    @given(text=CONTENT)
    def test_the_tokens_of_a_text_are_the_text(self, text):
        assert "".join(map(str, split(text))) == text

    @given(text=CONTENT, values=VALUES)
    def test_redacted_text_depends_on_no_value(self, text, values):
        assert fill(text, values, redact=True) == fill(text, redact=True)

    @given(content=CONTENT, rows=st.lists(VALUES, max_size=4), redact=st.booleans())
    def test_a_template_read_once_fills_every_recipient_as_if_read_anew(self, content, rows, redact):
        for template_type in ("email", "sms", "letter"):
            template = {"template_type": template_type, "subject": content, "content": content}
            prepared = prepare(template, service_prefix="Tax")

            for values in rows:
                prepared_email.cache_clear()
                anew = preview_of(template, values=values, redact=redact, service_prefix="Tax")
                assert prepared.render(values, redact=redact) == anew

    @given(value=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
    def test_no_value_changes_the_structure_of_an_email(self, value):
        """Whatever is filled in, the elements are those that the author of the template wrote."""
        content = "# ((a))\n\n((a))\n\n* ((a))\n1. ((a))\n\n^ ((a))\n\n[((a))](https://a.gov.uk/((a)))"
        template = {"template_type": "email", "subject": "", "content": content}

        filled = preview_of(template, values={"a": f"x{value}"})

        assert ELEMENT.findall(filled.html) == ELEMENT.findall(preview_of(template, values={"a": "x"}).html)

    @given(old=CONTENT, new=CONTENT)
    def test_what_an_edit_adds_is_what_taking_it_back_removes(self, old, new):
        edit, undone = compare([old], [new]), compare([new], [old])

        assert (edit.added, edit.removed) == (undone.removed, undone.added)
        assert not compare([old], [old]).is_breaking


class TestAnyTextMessage:
    @given(text=st.text(st.characters(codec="utf-8") | st.sampled_from("aé€ŵ😀"), max_size=400))
    def test_fragments_are_those_of_the_definition(self, text):
        """Counted the slow way: one character after the other, and one part after the other."""
        assert fragment_count(text) == slow_fragment_count(text)

    @given(content=CONTENT, values=VALUES, prefix=st.none() | st.just("Tŷ") | st.just("Tax"))
    def test_a_preview_counts_what_is_sent(self, content, values, prefix):
        template = {"template_type": "sms", "content": content}

        preview = preview_of(template, values=values, service_prefix=prefix)

        assert preview.character_count == character_count(preview.text, prefix)
        assert preview.fragment_count == fragment_count(preview.text, prefix)

    @given(text=st.text(), more=st.text(max_size=20))
    def test_more_text_never_costs_fewer_fragments(self, text, more):
        assert fragment_count(f"{text}.{more}.") >= fragment_count(f"{text}.")

    @given(text=st.text(max_size=300), prefix=st.text(min_size=1, max_size=20))
    def test_a_prefix_never_makes_it_cheaper(self, text, prefix):
        assert fragment_count(text, prefix) >= fragment_count(text)
        assert character_count(text, prefix) >= character_count(text)

    @given(text=PLAIN)
    def test_what_is_unsupported_is_not_allowed_and_comes_once(self, text):
        unsupported = unsupported_characters(text)

        assert not set(unsupported) & ALLOWED
        assert len(unsupported) == len(set(unsupported))
