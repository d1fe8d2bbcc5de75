"""How long a text message will be, in words for the person who writes it."""

from dataclasses import dataclass

from portal_apps.core.formatting import count_of
from portal_apps.message_templates.content import sms
from portal_apps.message_templates.content.placeholders import placeholder_names


@dataclass(frozen=True, slots=True)
class SMSLength:
    """The length of a template as written: what placeholders become is known only when it is sent."""

    content: str
    service_prefix: str | None

    @property
    def too_many(self) -> int:
        return max(0, sms.character_count(self.content) - sms.MAX_CHARACTERS)

    @property
    def sentence(self) -> str:
        """Empty for an empty message."""
        if not self.content.strip():
            return ""
        if self.too_many:
            return f"You have {count_of(self.too_many, 'character')} too many"
        parts = count_of(sms.fragment_count(self.content, self.service_prefix), "text message")
        condition = " (not including personalisation)" if placeholder_names(self.content) else ""
        return f"Will be charged as {parts}{condition}"
