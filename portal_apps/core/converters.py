"""Parts of a path that only name what exists: anything else is another address."""

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


def register() -> None:
    register_converter(TemplateType, "template_type")
    register_converter(DailyLimitType, "daily_limit_type")
