"""Parts of a path that only name what exists."""


class TemplateTypeConverter:
    """A channel: email, sms or letter. Anything else is another address."""

    regex = "email|sms|letter"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
