"""Parts of a path that only name what exists: anything else is another address."""

from datetime import date

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


class Day:
    """A day of the calendar: 2026-11-05."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> str:
        """The same; a ValueError where no calendar has such a day."""
        return date.fromisoformat(value).isoformat()

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    register_converter(TemplateType, "template_type")
    register_converter(DailyLimitType, "daily_limit_type")
    register_converter(Day, "simple_date")
