"""Filling text that has no markup: subjects, names, callers' own strings."""

from collections.abc import Mapping
from html import escape

from markupsafe import Markup

from portal_apps.message_templates.content.media import HTML, LINE_HTML, LINE_TEXT, TEXT
from portal_apps.message_templates.content.prepared import PreparedText, Source
from portal_apps.message_templates.content.values import Values, by_key


def fill(text: str, values: Mapping[str, object] | None = None, *, redact: bool = False) -> str:
    """The text with its placeholders filled; those without a value stay as typed. Plain text, not safe in HTML."""
    return PreparedText(Source(text), str, TEXT).render(by_key(values), redact=redact)


def highlighted(text: str, values: Mapping[str, object] | None = None, *, redact: bool = False) -> Markup:
    """The text as safe HTML, filled, with the placeholders that have no value marked out; line breaks are kept."""
    return Markup(PreparedText(Source(text), _paragraph, HTML).render(by_key(values), redact=redact))  # noqa: S704  escaped by the medium


class PreparedLine:
    """A subject: one line of plain text, prepared once."""

    def __init__(self, text: str) -> None:
        source = Source(text)
        self._html = PreparedText(source, lambda marked: escape(_one_line(marked)), LINE_HTML)
        self._text = PreparedText(source, _one_line, LINE_TEXT)

    def html(self, values: Values, *, redact: bool = False) -> Markup:
        return Markup(self._html.render(values, redact=redact))  # noqa: S704  escaped by the medium

    def text(self, values: Values, *, redact: bool = False) -> str:
        return self._text.render(values, redact=redact)


def _one_line(text: str) -> str:
    return " ".join(text.splitlines()).strip()


def _paragraph(text: str) -> str:
    return escape(text).replace("\n", "<br>")
