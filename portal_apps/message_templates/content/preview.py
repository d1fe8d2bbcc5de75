"""Previews of templates and of messages: `preview_of(template)` for a page, `prepare(template)` for many recipients."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Protocol

from markupsafe import Markup

from portal_apps.message_templates.content import email, sms
from portal_apps.message_templates.content.letter import PreparedLetter, contact_block
from portal_apps.message_templates.content.placeholders import placeholder_names
from portal_apps.message_templates.content.values import by_key

WELSH_THEN_ENGLISH = "welsh_then_english"

# E-mails that are read once for all pages of a process.
MOST_KEPT = 64
LONGEST_KEPT = 10_000

Template = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EmailPreview:
    template_type: ClassVar[str] = "email"
    fragment_count: ClassVar[None] = None

    name: str
    subject: str
    subject_html: Markup
    html: Markup
    placeholders: tuple[str, ...]
    text: str

    @property
    def character_count(self) -> int:
        return len(self.text)

    @property
    def is_too_long(self) -> bool:
        return len(self.text.encode()) > email.MAX_BYTES


@dataclass(frozen=True, slots=True)
class SMSPreview:
    """`text` is without the service name; the counts are of the message with it, as it is charged."""

    template_type: ClassVar[str] = "sms"
    subject_html: ClassVar[None] = None

    name: str
    html: Markup
    placeholders: tuple[str, ...]
    text: str
    character_count: int
    fragment_count: int

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > sms.MAX_CHARACTERS


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """A letter's text. `welsh_html` is None unless the letter has a Welsh part, which comes first."""

    template_type: ClassVar[str] = "letter"
    fragment_count: ClassVar[None] = None
    character_count: ClassVar[None] = None

    name: str
    subject_html: Markup
    html: Markup
    placeholders: tuple[str, ...]
    contact_block_html: Markup
    is_precompiled: bool
    welsh_subject_html: Markup | None
    welsh_html: Markup | None


Preview = EmailPreview | SMSPreview | LetterPreview


class PreparedTemplate(Protocol):
    """A template read once. `render` fills it for one recipient; redacted, it shows no value at all."""

    placeholders: tuple[str, ...]

    def render(self, values: Mapping[str, object] | None = None, *, redact: bool = False) -> Preview: ...


class PreparedEmailTemplate:
    def __init__(self, template: Template) -> None:
        self._name = template.get("name") or ""
        subject, content = template.get("subject") or "", template.get("content") or ""
        self._email = email.PreparedEmail(subject, content)
        self.placeholders = tuple(placeholder_names(subject, content))

    def render(self, values: Mapping[str, object] | None = None, *, redact: bool = False) -> EmailPreview:
        given = by_key(values)
        return EmailPreview(
            name=self._name,
            subject=self._email.subject.text(given, redact=redact),
            subject_html=self._email.subject.html(given, redact=redact),
            html=self._email.html(given, redact=redact),
            placeholders=self.placeholders,
            text=self._email.typed_text(given, redact=redact),
        )

    def plain_text(self, values: Mapping[str, object] | None = None, *, redact: bool = False) -> str:
        """The part of the e-mail without HTML."""
        return self._email.plain_text(by_key(values), redact=redact)


class PreparedSMSTemplate:
    def __init__(self, template: Template, service_prefix: str | None = None) -> None:
        self._name = template.get("name") or ""
        self._service_prefix = service_prefix
        self._sms = sms.PreparedSMS(template.get("content") or "", service_prefix)
        self.placeholders = self._sms.placeholders

    def render(self, values: Mapping[str, object] | None = None, *, redact: bool = False) -> SMSPreview:
        given = by_key(values)
        text = self._sms.text(given, redact=redact)
        sent = sms.with_prefix(text, self._service_prefix)
        return SMSPreview(
            name=self._name,
            html=self._sms.html(given, redact=redact),
            placeholders=self.placeholders,
            text=text,
            character_count=len(sent),
            fragment_count=sms.fragments(sent),
        )


class PreparedLetterTemplate:
    def __init__(self, template: Template) -> None:
        self._name = template.get("name") or ""
        self._is_precompiled = bool(template.get("is_precompiled_letter"))
        self._contact_block = contact_block(template.get("reply_to_text"))
        texts = [template.get("subject") or "", "" if self._is_precompiled else template.get("content") or ""]
        self._english = PreparedLetter(*texts)
        self._welsh: PreparedLetter | None = None
        if template.get("letter_languages") == WELSH_THEN_ENGLISH:
            welsh = [template.get("letter_welsh_subject") or "", template.get("letter_welsh_content") or ""]
            self._welsh = PreparedLetter(*welsh)
            texts = welsh + texts
        self.placeholders = tuple(placeholder_names(*texts))

    def render(self, values: Mapping[str, object] | None = None, *, redact: bool = False) -> LetterPreview:
        given = by_key(values)
        return LetterPreview(
            name=self._name,
            subject_html=self._english.subject.html(given, redact=redact),
            html=self._english.html(given, redact=redact),
            placeholders=self.placeholders,
            contact_block_html=self._contact_block,
            is_precompiled=self._is_precompiled,
            welsh_subject_html=self._welsh.subject.html(given, redact=redact) if self._welsh else None,
            welsh_html=self._welsh.html(given, redact=redact) if self._welsh else None,
        )


def prepare(template: Template, *, service_prefix: str | None = None) -> PreparedTemplate:
    """The API's template, read once. `service_prefix` goes in front of text messages; ValueError on another type."""
    match template["template_type"]:
        case "email":
            return PreparedEmailTemplate(template)
        case "sms":
            return PreparedSMSTemplate(template, service_prefix)
        case "letter":
            return PreparedLetterTemplate(template)
        case other:
            raise ValueError(f"Templates are of type email, sms or letter, not {other!r}")


def preview_of(
    template: Template,
    *,
    values: Mapping[str, object] | None = None,
    redact: bool = False,
    service_prefix: str | None = None,
) -> Preview:
    """The API's template, filled with the values given; names without a value stay marked out."""
    prepared = _kept(template) or prepare(template, service_prefix=service_prefix)
    return prepared.render(values, redact=redact)


def _kept(template: Template) -> PreparedTemplate | None:
    """Pages show the same e-mails again and again, and to read their markdown is most of the work. Short ones are kept."""
    texts = [template.get(name) or "" for name in ("name", "subject", "content")]
    if template["template_type"] != "email" or sum(map(len, texts)) > LONGEST_KEPT:
        return None
    return prepared_email(*texts)


@lru_cache(maxsize=MOST_KEPT)
def prepared_email(name: str, subject: str, content: str) -> PreparedEmailTemplate:
    return PreparedEmailTemplate({"name": name, "subject": subject, "content": content})
