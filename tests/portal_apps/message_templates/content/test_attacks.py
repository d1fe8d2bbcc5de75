"""Content and values that try to become markup. html5lib reads the result as a browser would."""

import html5lib
import pytest

from portal_apps.message_templates.content.email import PreparedEmail
from portal_apps.message_templates.content.preview import preview_of

ELEMENTS = {"a", "br", "div", "h2", "h3", "hr", "li", "ol", "p", "span", "ul"}
ATTRIBUTES = {"class", "href"}
SCHEMES = ("http://", "https://", "mailto:", "tel:")
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example",
    'https://a.gov.uk"onclick="alert(1)',
    "https://a.gov.uk'onclick='alert(1)",
    "&#106;avascript:alert(1)",
    "&lt;script&gt;",
    "[x](javascript:alert(1))",
    "](javascript:alert(1))",
    "</span></p><svg onload=alert(1)>",
    "((b))",
    "\U000f0000v0\U000f0001",
    "\U000f0002\U000f0003",
    "\ud800",
    "\x00<b>",
]
PLACES = [
    "{}",
    "# {}",
    "* {}",
    "^ {}",
    "[{}](https://a.gov.uk)",
    "[x]({})",
    "[x](https://a.gov.uk/{})",
    "[x](mailto:{})",
    "https://a.gov.uk/{}",
    "<{}>",
]


def assert_harmless(html):
    fragment = html5lib.parseFragment(str(html), namespaceHTMLElements=False)
    for element in fragment.iter():
        if element is fragment:
            continue
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        assert element.attrib.get("href", SCHEMES[0]).startswith(SCHEMES)


def previews(content, values=None):
    for template_type in ("email", "sms", "letter"):
        template = {"template_type": template_type, "name": "n", "subject": content, "content": content}
        yield preview_of(template, values=values, service_prefix=content)
        yield preview_of(template, values=values, redact=True)


class TestAttacks:
    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_typed_text_stays_text(self, place, payload):
        for preview in previews(place.format(payload)):
            assert_harmless(preview.html)
            assert_harmless(preview.subject_html or "")

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_names_and_conditional_text_stay_text(self, place, payload):
        content = place.format(f"(({payload})) (({payload}??{payload})) ((c??{payload}))")

        for values in (None, {"c": "yes"}):
            for preview in previews(content, values):
                assert_harmless(preview.html)
                assert_harmless(preview.subject_html or "")

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_values_stay_text(self, place, payload):
        for value in (payload, [payload, payload], {"k": payload}):
            for preview in previews(place.format("((v))"), {"v": value}):
                assert_harmless(preview.html)
                assert_harmless(preview.subject_html or "")

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_the_allow_list_is_not_what_keeps_an_email_harmless(self, place, payload):
        email = PreparedEmail("", place.format(f"{payload} (({payload})) ((v))"))

        assert_harmless(email._html.render({"v": payload}))

    def test_a_value_cannot_give_a_link_another_scheme(self):
        (preview, *_) = previews("[x](((v)))", {"v": "javascript:alert(1)"})

        assert "<a" not in preview.html

    def test_a_quotation_mark_does_not_end_an_attribute(self):
        (preview, *_) = previews('[x](https://a.gov.uk/"onclick="alert)')

        assert 'href="https://a.gov.uk/%22onclick=%22alert"' in preview.html

    def test_a_contact_block_is_text(self):
        preview = preview_of(
            {"template_type": "letter", "content": "", "reply_to_text": "<b>\n1 High Street"}
        )

        assert preview.contact_block_html == "&lt;b&gt;<br>1 High Street"
