"""How placeholders and their values are written: into HTML, into plain text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from portal_apps.message_templates.content.gsm import to_sms
from portal_apps.message_templates.content.marks import BREAK
from portal_apps.message_templates.content.placeholders import Placeholder
from portal_apps.message_templates.content.values import HIDDEN, as_text, is_list, items

PARAGRAPH = '<p class="govuk-body">'
BULLETS = '<ul class="govuk-list govuk-list--bullet">'

_EMPTY_PARAGRAPH = re.compile(f"{re.escape(PARAGRAPH)}(?:\\s|<br>)*{BREAK}(?:\\s|<br>)*</p>\n?")
_EDGE_OF_PARAGRAPH = re.compile(f"(?:\\s|<br>)*{BREAK}(?:\\s|<br>)*")
_EDGE_OF_TEXT = re.compile(f"\n*{BREAK}\n*")


@dataclass(frozen=True, slots=True)
class Medium:
    """One way of writing: each member turns a part of a filled template into the output's own text."""

    typed: Callable[[str], str]
    value: Callable[[object], str]
    value_in_paragraph: Callable[[object], str]
    missing: Callable[[Placeholder], str]
    condition: Callable[[Placeholder], str]
    hidden: str
    tidy: Callable[[str], str]


def _html_value(value: object) -> str:
    text = escape(as_text(value))
    return text.replace("\n", "<br>") if "\n" in text else text


def _html_value_in_paragraph(value: object) -> str:
    if not is_list(value) or not items(value):
        return _html_value(value)
    bullets = "\n".join(f"<li>{_html_value(item)}</li>" for item in items(value))
    return f"{BREAK}</p>\n{BULLETS}\n{bullets}\n</ul>\n{PARAGRAPH}{BREAK}"


def _html_missing(placeholder: Placeholder) -> str:
    return f'<span class="placeholder">{escape(str(placeholder))}</span>'


def _html_condition(placeholder: Placeholder) -> str:
    return f'<span class="placeholder-conditional">{escape(placeholder.opening)}</span>'


def _tidy_html(html: str) -> str:
    return _EDGE_OF_PARAGRAPH.sub("", _EMPTY_PARAGRAPH.sub("", html)) if BREAK in html else html


def _text_value_in_paragraph(value: object) -> str:
    if not is_list(value) or not items(value):
        return as_text(value)
    bullets = "\n".join(f"• {item}" for item in items(value))
    return f"{BREAK}{bullets}{BREAK}"


def _tidy_text(text: str) -> str:
    return _EDGE_OF_TEXT.sub("\n\n", text).strip("\n") if BREAK in text else text


def _unchanged(text: str) -> str:
    return text


HTML = Medium(
    typed=escape,
    value=_html_value,
    value_in_paragraph=_html_value_in_paragraph,
    missing=_html_missing,
    condition=_html_condition,
    hidden=f'<span class="placeholder-redacted">{HIDDEN}</span>',
    tidy=_tidy_html,
)
TEXT = Medium(
    typed=_unchanged,
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
SMS_HTML = replace(HTML, value=lambda value: _html_value(to_sms(as_text(value))))
SMS_TEXT = replace(TEXT, value=lambda value: to_sms(as_text(value)))
