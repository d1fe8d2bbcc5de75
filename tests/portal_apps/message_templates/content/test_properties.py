"""What holds for any content and any values."""

from hypothesis import given
from hypothesis import strategies as st

from portal_apps.message_templates.content.email import PreparedEmail
from portal_apps.message_templates.content.filling import fill
from portal_apps.message_templates.content.gsm import ALLOWED
from portal_apps.message_templates.content.placeholders import split
from portal_apps.message_templates.content.preview import preview_of
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


class TestAnyTextMessage:
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
