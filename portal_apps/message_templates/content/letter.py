"""Letters: their text for the pages of templates and versions. The real pages are drawn by another service."""

from html import escape

from markupsafe import Markup

from portal_apps.message_templates.content.email import HTMLRenderer, belted
from portal_apps.message_templates.content.filling import PreparedLine, highlighted
from portal_apps.message_templates.content.markdown import reader
from portal_apps.message_templates.content.marks import OMITTED, Kind, retyped
from portal_apps.message_templates.content.media import HTML
from portal_apps.message_templates.content.prepared import PreparedText, Source
from portal_apps.message_templates.content.values import Values

_HEADING_LEVEL = 2


class LetterRenderer(HTMLRenderer):
    """Paper has no links and no second level of headings: both are text."""

    def link(self, label: str, url: str) -> str:
        return retyped(escape(f"[{label}]({url})"), Kind.VALUE_IN_LABEL)

    def url(self, url: str) -> str:
        return retyped(escape(url), Kind.VALUE_IN_LABEL)

    def heading(self, inner: str, level: int) -> str:
        return super().heading(inner, level) if level == _HEADING_LEVEL else self.paragraph(inner)


_read_as_html = reader(LetterRenderer())


class PreparedLetter:
    """Subject and content of a letter in one language."""

    def __init__(self, subject: str, content: str) -> None:
        source = Source(content, omitted=OMITTED)
        self.subject = PreparedLine(subject)
        self._html = PreparedText(source, _read_as_html, HTML)

    def html(self, values: Values, *, redact: bool = False) -> Markup:
        return belted(self._html.render(values, redact=redact))


def contact_block(text: str | None) -> Markup:
    """The sender's address as safe HTML, a line for each line; empty if there is none."""
    return highlighted((text or "").strip())
