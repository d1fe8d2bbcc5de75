"""Text messages: what they may say, how they are counted, how they look."""

import math
from html import escape

from markupsafe import Markup

from portal_apps.message_templates.content.gsm import ALLOWED, gsm_units, is_gsm, to_sms, ucs2_units
from portal_apps.message_templates.content.links import with_links
from portal_apps.message_templates.content.media import SMS_HTML, SMS_TEXT
from portal_apps.message_templates.content.placeholders import Placeholder, split
from portal_apps.message_templates.content.prepared import PreparedText, Source
from portal_apps.message_templates.content.values import Values

# Counted without the service name in front.
MAX_CHARACTERS = 918

GSM_SINGLE, GSM_PART = 160, 153
UCS2_SINGLE, UCS2_PART = 70, 67


def unsupported_characters(content: str) -> list[str]:
    """The characters of a template which no text message can carry, each once, in order.

    Names of placeholders are never sent, so they may hold any character; conditional text may not.
    """
    texts = [_sent(token) for token in split(content)]
    return [character for character in dict.fromkeys(to_sms("".join(texts))) if character not in ALLOWED]


def with_prefix(text: str, service_prefix: str | None) -> str:
    """The text as sent: after the service's name, if the service wants it there."""
    return f"{to_sms(service_prefix)}: {text}" if service_prefix else text


def character_count(text: str, service_prefix: str | None = None) -> int:
    return len(with_prefix(to_sms(text).strip(), service_prefix))


def fragment_count(text: str, service_prefix: str | None = None) -> int:
    """How many text messages the text is charged as. An empty one still counts as one."""
    return fragments(with_prefix(to_sms(text).strip(), service_prefix))


def fragments(text: str) -> int:
    """The number of parts of a text as sent, that is after `to_sms` and with its prefix."""
    if is_gsm(text):
        units, single, part = gsm_units(text), GSM_SINGLE, GSM_PART
    else:
        units, single, part = ucs2_units(text), UCS2_SINGLE, UCS2_PART
    return 1 if units <= single else math.ceil(units / part)


class PreparedSMS:
    """The content of a text message template, read once and filled for each recipient."""

    def __init__(self, content: str, service_prefix: str | None = None) -> None:
        source = Source(content)
        self._html_prefix = escape(service_prefix or "")
        self.placeholders = source.placeholders
        self._text = PreparedText(source, to_sms, SMS_TEXT)
        self._html = PreparedText(source, _markup, SMS_HTML)

    def text(self, values: Values, *, redact: bool = False) -> str:
        """The filled content without the prefix, in the characters in which it is sent."""
        return self._text.render(values, redact=redact).strip()

    def html(self, values: Values, *, redact: bool = False) -> Markup:
        """The message as safe HTML: prefix, line breaks, links, and the placeholders without a value marked out."""
        html = self._html.render(values, redact=redact)
        return Markup(with_prefix(html, self._html_prefix))  # noqa: S704  escaped by the medium


def _sent(token: str | Placeholder) -> str:
    return (token.conditional_text or "") if isinstance(token, Placeholder) else token


def _markup(marked: str) -> str:
    return with_links(to_sms(marked).strip()).replace("\n", "<br>")
