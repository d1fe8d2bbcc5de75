"""How placeholders and their values are written: into HTML, into plain text."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from portal_apps.message_templates.content.gsm import to_sms
from portal_apps.message_templates.content.marks import BREAK
from portal_apps.message_templates.content.placeholders import Placeholder
from portal_apps.message_templates.content.values import HIDDEN, as_text, is_list, items

PARAGRAPH = '<p class="govuk-body">'
BULLETS = '<ul class="govuk-list govuk-list--bullet">'

_EMPTY_PARAGRAPH = f"{PARAGRAPH}</p>\n"
_NEW_LINE = "<br>"


@dataclass(frozen=True, slots=True)
class Medium:
    """One way of writing: each member turns a part of a filled template into the output's own text."""

    value: Callable[[object], str]
    value_in_paragraph: Callable[[object], str]
    missing: Callable[[Placeholder], str]
    condition: Callable[[Placeholder], str]
    hidden: str
    tidy: Callable[[str], str]


def _html_value(value: object) -> str:
    return _html_lines(as_text(value))


def _html_lines(text: str) -> str:
    text = escape(text)
    return text.replace("\n", _NEW_LINE) if "\n" in text else text


def _html_value_in_paragraph(value: object) -> str:
    if not is_list(value) or not items(value):
        return _html_value(value)
    bullets = "\n".join(f"<li>{_html_lines(item)}</li>" for item in items(value))
    return f"{BREAK}</p>\n{BULLETS}\n{bullets}\n</ul>\n{PARAGRAPH}{BREAK}"


def _html_missing(placeholder: Placeholder) -> str:
    return f'<span class="placeholder">{escape(str(placeholder))}</span>'


def _html_condition(placeholder: Placeholder) -> str:
    return f'<span class="placeholder-conditional">{escape(placeholder.opening)}</span>'


def _tidy_html(html: str) -> str:
    """Without the line breaks and the empty paragraphs beside a list that has broken a paragraph."""
    if BREAK not in html:
        return html
    first, *inner, last = html.split(BREAK)
    pieces = [_trimmed_at_end(first), *(_trimmed_at_end(_trimmed_at_start(piece)) for piece in inner)]
    return "".join([*pieces, _trimmed_at_start(last)]).replace(_EMPTY_PARAGRAPH, "")


# Both walk by index, not by pattern: a pattern would try a long run of spaces once from each of its spaces.
def _trimmed_at_start(html: str) -> str:
    start = 0
    while html[start : start + 1].isspace() or html.startswith(_NEW_LINE, start):
        start += 1 if html[start].isspace() else len(_NEW_LINE)
    return html[start:]


def _trimmed_at_end(html: str) -> str:
    end = len(html)
    while html[end - 1 : end].isspace() or html.endswith(_NEW_LINE, 0, end):
        end -= 1 if html[end - 1].isspace() else len(_NEW_LINE)
    return html[:end]


def _text_value_in_paragraph(value: object) -> str:
    if not is_list(value) or not items(value):
        return as_text(value)
    bullets = "\n".join(f"• {item}" for item in items(value))
    return f"{BREAK}{bullets}{BREAK}"


def _tidy_text(text: str) -> str:
    if BREAK not in text:
        return text
    return "\n\n".join(piece.strip("\n") for piece in text.split(BREAK) if piece.strip("\n"))


HTML = Medium(
    value=_html_value,
    value_in_paragraph=_html_value_in_paragraph,
    missing=_html_missing,
    condition=_html_condition,
    hidden=f'<span class="placeholder-redacted">{HIDDEN}</span>',
    tidy=_tidy_html,
)
TEXT = Medium(
    value=as_text,
    value_in_paragraph=_text_value_in_paragraph,
    missing=str,
    condition=lambda placeholder: placeholder.opening,
    hidden=HIDDEN,
    tidy=_tidy_text,
)


def _one_line(value: object) -> str:
    return " ".join(as_text(value).splitlines())


LINE_HTML = replace(HTML, value=lambda value: escape(_one_line(value)))
LINE_TEXT = replace(TEXT, value=_one_line)
SMS_HTML = replace(HTML, value=lambda value: _html_lines(to_sms(as_text(value))))
SMS_TEXT = replace(TEXT, value=lambda value: to_sms(as_text(value)))
