"""E-mails: their markdown as HTML for the portal's previews, and as plain text."""

from html import escape

import nh3
from markupsafe import Markup

from portal_apps.message_templates.content import links
from portal_apps.message_templates.content.filling import PreparedLine
from portal_apps.message_templates.content.markdown import MessageRenderer, reader
from portal_apps.message_templates.content.marks import OMITTED, Kind, retyped
from portal_apps.message_templates.content.media import BULLETS, HTML, PARAGRAPH, TEXT
from portal_apps.message_templates.content.prepared import PreparedText, Source
from portal_apps.message_templates.content.values import Values

MAX_BYTES = 2_000_000

_NUMBERS = '<ol class="govuk-list govuk-list--number">'
_LINE = '<hr class="govuk-section-break govuk-section-break--m govuk-section-break--visible">'
_HEADING_CLASSES = {2: "govuk-heading-m", 3: "govuk-heading-s"}
_UNDERLINES = {2: "=" * 40, 3: "-" * 40}
_PLAIN_LINE = "* * *"

# The last belt: our own writing is escaped throughout, so this has nothing to remove unless we are wrong.
_BELT = nh3.Cleaner(
    tags={"a", "br", "div", "h2", "h3", "hr", "li", "ol", "p", "span", "ul"},
    attributes={tag: {"class"} for tag in ("div", "h2", "h3", "hr", "ol", "p", "span", "ul")}
    | {"a": {"class", "href"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


class HTMLRenderer(MessageRenderer):
    """Nodes as HTML with marks, in the classes of GOV.UK Frontend."""

    def text(self, raw: str) -> str:
        return escape(raw)

    def link(self, label: str, url: str) -> str:
        return links.link(label, url)

    def url(self, url: str) -> str:
        return links.link(url, url)

    def linebreak(self) -> str:
        return "<br>"

    def blank_line(self) -> str:
        return ""

    def paragraph(self, inner: str) -> str:
        return f"{PARAGRAPH}{retyped(inner, Kind.VALUE_IN_PARAGRAPH)}</p>\n"

    def heading(self, inner: str, level: int) -> str:
        return f'<h{level} class="{_HEADING_CLASSES[level]}">{inner}</h{level}>\n'

    def inset(self, inner: str) -> str:
        return f'<div class="govuk-inset-text">\n{self.paragraph(inner)}</div>\n'

    def thematic_break(self) -> str:
        return f"{_LINE}\n"

    def item_text(self, inner: str) -> str:
        return inner

    def list_of(self, items: list[str], *, ordered: bool) -> str:
        opening, closing = (_NUMBERS, "</ol>") if ordered else (BULLETS, "</ul>")
        inner = "".join(f"<li>{item}</li>\n" for item in items)
        return f"{opening}\n{inner}{closing}\n"


class TextRenderer(MessageRenderer):
    """Nodes as plain text with marks, for the part of an e-mail that programs without HTML show."""

    def text(self, raw: str) -> str:
        return raw

    def link(self, label: str, url: str) -> str:
        is_link = links.destination(url) is not None or links.depends_on_value(url)
        text = f"{label}: {url}" if is_link else f"[{label}]({url})"
        return retyped(text, Kind.VALUE_IN_LABEL)

    def url(self, url: str) -> str:
        return retyped(url, Kind.VALUE_IN_LABEL)

    def linebreak(self) -> str:
        return "\n"

    def blank_line(self) -> str:
        return ""

    def paragraph(self, inner: str) -> str:
        return f"{retyped(inner, Kind.VALUE_IN_PARAGRAPH)}\n\n"

    def heading(self, inner: str, level: int) -> str:
        return f"{inner}\n{_UNDERLINES[level]}\n\n"

    def inset(self, inner: str) -> str:
        return self.paragraph(inner)

    def thematic_break(self) -> str:
        return f"{_PLAIN_LINE}\n\n"

    def item_text(self, inner: str) -> str:
        return f"{inner}\n"

    def list_of(self, items: list[str], *, ordered: bool) -> str:
        signs = [f"{number}." for number in range(1, len(items) + 1)] if ordered else ["•"] * len(items)
        entries = [_indented(sign, item) for sign, item in zip(signs, items, strict=True)]
        return "\n".join(entries) + "\n\n"


_read_as_html = reader(HTMLRenderer())
_read_as_text = reader(TextRenderer())


class PreparedEmail:
    """Subject and content of an e-mail template, read once and filled for each recipient."""

    def __init__(self, subject: str, content: str) -> None:
        source = Source(content, omitted=OMITTED)
        self.subject = PreparedLine(subject)
        self._html = PreparedText(source, _read_as_html, HTML)
        self._text = PreparedText(source, _read_as_text, TEXT)
        self._filled = PreparedText(Source(content), str, TEXT)

    def html(self, values: Values, *, redact: bool = False) -> Markup:
        """The filled content as safe HTML; `values` by normalised names."""
        return belted(self._html.render(values, redact=redact))

    def plain_text(self, values: Values, *, redact: bool = False) -> str:
        return self._text.render(values, redact=redact).strip("\n")

    def typed_text(self, values: Values, *, redact: bool = False) -> str:
        """The filled content with its markdown as typed: what is counted against the limit."""
        return self._filled.render(values, redact=redact)


def belted(html: str) -> Markup:
    """HTML of our own making, cleaned once more by an allow-list."""
    return Markup(_BELT.clean(html))  # noqa: S704  this is the cleaner


def _indented(sign: str, item: str) -> str:
    first, *others = item.strip("\n").split("\n")
    return "\n".join([f"{sign} {first}", *(f"  {line}" if line else "" for line in others)])
