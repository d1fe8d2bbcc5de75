"""Parts of a path that only name what exists: anything else is another address."""

import base64
import binascii
from datetime import date
from uuid import UUID

from django.urls import register_converter


class TemplateType:
    """A channel."""

    regex = "email|sms|letter"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class DailyLimitType(TemplateType):
    """What a service may send only so many of in a day."""

    regex = f"{TemplateType.regex}|international_sms"


class LetterFileExtension(TemplateType):
    """What a letter can be seen as."""

    regex = "pdf|png"


class Day:
    """A day of the calendar: 2026-11-05."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> str:
        """The same; a ValueError where no calendar has such a day."""
        return date.fromisoformat(value).isoformat()

    def to_url(self, value: str) -> str:
        return value


class ShortId:
    """An id in 22 letters, as the links to files in e-mails have it."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> UUID:
        return id_of(value)

    def to_url(self, value: str | UUID) -> str:
        return short_id(value)


def short_id(value: str | UUID) -> str:
    return base64.urlsafe_b64encode(UUID(str(value)).bytes).decode().rstrip("=")


def id_of(short: str) -> UUID:
    """The id behind 22 letters. Raises ValueError, also for another spelling of the same."""
    try:
        found = UUID(bytes=base64.urlsafe_b64decode(f"{short}=="))
    except binascii.Error as error:
        raise ValueError(short) from error
    if short_id(found) != short:
        raise ValueError(short)
    return found


def register() -> None:
    register_converter(TemplateType, "template_type")
    register_converter(DailyLimitType, "daily_limit_type")
    register_converter(LetterFileExtension, "letter_file_extension")
    register_converter(Day, "simple_date")
    register_converter(ShortId, "base64_uuid")
