"""Files that an e-mail template links to: a place in the message, `((name of the file))`, and what the API knows of each."""

from dataclasses import dataclass
from typing import Any, Self

from gateway import service_api_client, template_email_file_client
from gateway.errors import NotFound
from portal_apps.core.formatting import count_of
from portal_apps.message_templates.content.placeholders import Placeholder, normalised, split
from portal_apps.message_templates.models import Template

PARAGRAPH = "\n\n"
WEEKS_IN_A_YEAR = 52
MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class EmailFile:
    """One file. While it is pending no message has it."""

    id: str
    filename: str
    link_text: str
    retention_period: int
    validate_users_email: bool
    pending: bool

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Self:
        return cls(**{name: facts[name] for name in cls.__slots__} | {"link_text": facts["link_text"] or ""})

    @classmethod
    def from_id(cls, service_id: str, template_id: str, file_id: str) -> Self:
        """Raises NotFound, for one that was removed too."""
        facts = template_email_file_client.get_file_by_id(file_id, service_id, template_id)["data"]
        if facts["archived_at"]:
            raise NotFound(message="File not found")
        return cls.from_json(facts)

    @classmethod
    def all_of(cls, service_id: str, template_id: str) -> list[Self]:
        """Those that are pending too, the oldest first."""
        files = template_email_file_client.get_files(service_id, template_id)["data"]
        return [cls.from_json(facts) for facts in files if not facts["archived_at"]]

    @classmethod
    def in_messages_of(cls, template: Template) -> list[Self]:
        """Those that recipients get; no call of the API."""
        return [cls.from_json(facts) for facts in template.facts["email_files"]]

    @property
    def key(self) -> str:
        """What its placeholder is compared by."""
        return normalised(self.filename)

    @property
    def period_in_words(self) -> str:
        return count_of(self.retention_period, "week")

    @property
    def period_after_sending(self) -> str:
        """Browser suites compare it with the space that the original page has before the months."""
        months = f"\n        (about {count_of(self.months, 'month')})" if self.months else ""
        return f"{self.period_in_words} after sending{months}"

    @property
    def months(self) -> int:
        """About as many as that, rounded down."""
        return self.retention_period * MONTHS_IN_A_YEAR // WEEKS_IN_A_YEAR

    def is_in(self, content: str) -> bool:
        return any(isinstance(piece, Placeholder) and piece.key == self.key for piece in split(content))


def change_file(service_id: str, template_id: str, file: EmailFile, **changes: Any) -> None:
    """The API takes all settings of a file at once."""
    names = ("link_text", "retention_period", "validate_users_email", "pending")
    settings = {name: getattr(file, name) for name in names} | changes
    template_email_file_client.update_file(file.id, service_id, template_id, **settings)


def publish(service_id: str, template_id: str, file: EmailFile) -> None:
    """Let recipients have it. Twice is once; a message has no place for a file that is not there yet."""
    if file.pending:
        change_file(service_id, template_id, file, pending=False)
    template = Template.from_id(service_id, template_id)
    if not file.is_in(template.content):
        content = f"{template.content.rstrip()}{PARAGRAPH}(({file.filename}))"
        service_api_client.update_service_template(service_id, template_id, content=content)


def remove(service_id: str, template: Template, file: EmailFile) -> None:
    """From the template and out of its message, in one go. Links in messages that were sent go on leading to it."""
    service_api_client.update_service_template(
        service_id,
        template.id,
        content=without(template.content, file.key),
        archive_email_file_ids=[file.id],
    )


def without(content: str, key: str) -> str:
    """The message without the places of a file; a paragraph that was nothing else goes with them."""
    kept, is_alone = "", False
    for piece in split(content):
        if isinstance(piece, Placeholder) and piece.key == key:
            is_alone = is_alone or not kept or kept.endswith(PARAGRAPH)
            continue
        text = str(piece)
        kept += text.removeprefix(PARAGRAPH) if is_alone else text
        is_alone = False
    return kept.rstrip() if is_alone else kept
