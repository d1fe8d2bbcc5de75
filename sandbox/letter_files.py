"""The PDF file of a letter that was sent: the one that came, or one drawn from its template."""

import json
from typing import Any

from sandbox import dates
from sandbox.letters.check import OUTSIDE
from sandbox.letters.templated import Templated
from sandbox.models import LetterAttachment, LetterFile, Notification, TemplateHistory
from sandbox.serialise.templates import letter_attachment

TEXTS = ("subject", "content", "letter_languages", "letter_welsh_subject", "letter_welsh_content")


def pdf_of(letter: Notification) -> bytes:
    """Raises LookupError or OSError when there is none."""
    if letter.template.is_precompiled_letter:
        return bytes(file_of(letter).pdf)
    return _templated(letter).pdf()


def file_of(letter: Notification) -> LetterFile:
    file = LetterFile.objects.filter(notification=letter).first()
    if file is None:
        raise LookupError("This letter came without a file")
    return file


def metadata(file: LetterFile) -> dict[str, str]:
    """What the API keeps beside a file that was refused, where everything is text; of any other it keeps nothing."""
    if not file.message:
        return {}
    known = {"message": file.message}
    if file.invalid_pages:
        known["invalid_pages"] = json.dumps(file.invalid_pages)
    if file.page_count is not None:
        known["page_count"] = str(file.page_count)
    return known


def is_painted(file: LetterFile, page: int | None) -> bool:
    """Whether to show what must stay free: on the pages that were refused, or for the whole file."""
    return file.message == OUTSIDE and (page is None or page in file.invalid_pages)


def _templated(letter: Notification) -> Templated:
    version = TemplateHistory.objects.get(template=letter.template, version=letter.template_version)
    attached = LetterAttachment.objects.filter(template=letter.template, archived_at=None).first()
    template: dict[str, Any] = {name: getattr(version, name) for name in TEXTS}
    template["service"] = str(letter.service_id)
    template["letter_attachment"] = letter_attachment(attached) if attached else None
    brand = letter.service.letter_branding
    return Templated(
        template=template,
        values=letter.personalisation,
        sender=letter.reply_to_text,
        logo_name=brand.filename if brand else None,
        day=dates.london_day(letter.created_at),
    )
