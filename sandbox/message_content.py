"""What a message says: a template filled with somebody's values, and how long that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.api.errors import BadRequestError
from sandbox.letters import sheets
from sandbox.letters.content import has_unreadable_qr_code
from sandbox.models import Service, Template, TemplateHistory
from sandbox.personalisation import as_text, fill, missing_from

AnyTemplate = Template | TemplateHistory

SMS_CHARACTER_LIMIT = 918
EMAIL_BYTE_LIMIT = 2_000_000
TOO_LONG = "Your message is too long."
# Letters outside the alphabet of phones halve what fits into one text message.
PHONE_LETTERS = frozenset("£¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§¿äöñüà€ΔΦΓΛΩΠΨΣΘΞ¡¤")
PARTS = {True: (160, 153), False: (70, 67)}


class QrCodeTooLongError(BadRequestError):
    """400 of the public API, under this name."""


@dataclass(frozen=True)
class Content:
    """`whole` is the body as it arrives: a text begins with the name of its service."""

    body: str
    subject: str | None
    whole: str
    sms_parts: int = 0
    has_unsubscribe_link: bool = False
    sheets: int = 0


def content_of(service: Service, template: AnyTemplate, values: Mapping[str, Any] | None) -> Content:
    """Raises BadRequestError when a value is missing, or the result is empty or too long."""
    texts = {name: as_text(value) for name, value in (values or {}).items()}
    _check_nothing_is_missing(template, texts)
    body = fill(template.content, texts)
    subject = fill(template.subject, texts) if template.subject else template.subject
    if template.template_type == "sms":
        return _sms(service, body)
    if template.template_type == "email" and len(body.encode()) > EMAIL_BYTE_LIMIT:
        text = f"{TOO_LONG} Emails cannot be longer than {EMAIL_BYTE_LIMIT} bytes. Your message is {len(body.encode())} bytes."
        raise BadRequestError(text)
    if not body.strip():
        raise BadRequestError("Your message is empty.")
    paper = 0
    if template.template_type == "letter":
        _check_qr_codes(template, texts)
        paper = _sheets(template, f"{subject}\n{body}", texts)
    return Content(body, subject, body, has_unsubscribe_link=template.has_unsubscribe_link, sheets=paper)


def sms_parts(text: str) -> int:
    is_plain = all(letter.isascii() or letter in PHONE_LETTERS for letter in text)
    alone, together = PARTS[is_plain]
    return 1 if len(text) <= alone else -(-len(text) // together)


def _sms(service: Service, body: str) -> Content:
    body = body.strip()
    if not body:
        raise BadRequestError("Your message is empty.")
    if len(body) > SMS_CHARACTER_LIMIT:
        text = f"{TOO_LONG} Text messages cannot be longer than {SMS_CHARACTER_LIMIT} characters. Your message is {len(body)} characters long."
        raise BadRequestError(text)
    # The limit is without the name of the service, the bill with it.
    whole = f"{service.name}: {body}" if service.prefix_sms else body
    return Content(body, None, whole, sms_parts(whole))


def _check_nothing_is_missing(template: AnyTemplate, values: Mapping[str, str]) -> None:
    texts = [text for language in _languages(template) for text in language]
    missing = missing_from(" ".join(texts), values)
    if missing:
        raise BadRequestError(f"Missing personalisation: {', '.join(missing)}")


def _check_qr_codes(template: AnyTemplate, values: Mapping[str, Any]) -> None:
    if any(has_unreadable_qr_code(content, values) for _, content in _languages(template)):
        raise QrCodeTooLongError("Cannot create a usable QR code - the link is too long")


def _languages(template: AnyTemplate) -> list[tuple[str, str]]:
    """Subject and content, in the order in which a letter has them."""
    english = (template.subject or "", template.content)
    if not template.is_bilingual:
        return [english]
    return [(template.letter_welsh_subject or "", template.letter_welsh_content or ""), english]


def _sheets(template: AnyTemplate, filled: str, values: Mapping[str, Any]) -> int:
    """Both languages and the attached pages included."""
    attached = (template if isinstance(template, Template) else template.template).attached_pages
    if not attached and not template.is_bilingual and sheets.is_surely_one(filled):
        return 1
    counted = [
        sheets.page_count(subject, content, values, addressed=number == 0)
        for number, (subject, content) in enumerate(_languages(template))
    ]
    return sheets.sheets(sum(counted) + attached)
