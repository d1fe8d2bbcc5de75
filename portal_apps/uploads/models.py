"""Files that were uploaded, and lists of contacts, as the API describes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from gateway import contact_list_api_client
from portal_apps.core.formatting import count_of
from portal_apps.core.statuses import ARRIVED, FAILED

NOUNS = {"email": "email address", "sms": "phone number", "letter": "letter"}
PLURALS = {"email": "email addresses"}
CANCELLED = frozenset({"cancelled"})
JOB = "job"


def recipients_in_words(count: int, template_type: str, state: str = "") -> str:
    """1 phone number, 12 email addresses; `state` stands before the noun."""
    noun = NOUNS[template_type]
    return count_of(count, f"{state}{noun}", f"{state}{PLURALS.get(template_type, f'{noun}s')}")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of recipients with what became of its messages, from a job or from the list of uploads.

    `id` is None for the letters of one day, which were uploaded one by one and have no page.
    """

    id: str | None
    name: str
    template_name: str
    template_type: str
    begun_at: str
    scheduled_for: str | None
    total: int
    delivered: int
    failed: int
    sending: int

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Self:
        counts = facts["statistics"]
        delivered, failed, cancelled = (_sum(counts, group) for group in (ARRIVED, FAILED, CANCELLED))
        total = facts["notification_count"]
        return cls(
            id=facts["id"] if facts.get("upload_type", JOB) == JOB else None,
            name=facts["original_file_name"],
            template_name=facts.get("template_name") or "",
            template_type=facts["template_type"],
            begun_at=facts.get("processing_started") or facts["created_at"],
            scheduled_for=facts.get("scheduled_for"),
            total=total,
            delivered=delivered,
            failed=failed,
            sending=max(0, total - delivered - failed - cancelled),
        )

    @property
    def is_letters(self) -> bool:
        return self.template_type == "letter"

    @property
    def in_words(self) -> str:
        return recipients_in_words(self.total, self.template_type)


@dataclass(frozen=True, slots=True)
class ContactList:
    """A file of recipients that is kept; its rows are in contact_lists."""

    id: str
    name: str
    template_type: str
    row_count: int
    created_at: str
    created_by: str
    recent_job_count: int
    has_jobs: bool

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Self:
        names = {name: facts[name] for name in cls.__slots__ if name in facts}
        return cls(name=facts["original_file_name"], **names)

    @classmethod
    def from_id(cls, service_id: str, contact_list_id: str) -> Self:
        """Raises NotFound, for a list of another service too."""
        return cls.from_json(
            contact_list_api_client.get_contact_list(service_id=service_id, contact_list_id=contact_list_id)
        )

    @classmethod
    def all_of(cls, service_id: str) -> list[Self]:
        """The latest first."""
        return [cls.from_json(facts) for facts in contact_list_api_client.get_contact_lists(service_id)]

    @property
    def in_words(self) -> str:
        return recipients_in_words(self.row_count, self.template_type)

    @property
    def saved_in_words(self) -> str:
        """1 saved phone number, 12 saved email addresses"""
        return recipients_in_words(self.row_count, self.template_type, "saved ")

    @property
    def use_in_words(self) -> str:
        if self.recent_job_count:
            return f"Used {count_of(self.recent_job_count, 'time')} recently"
        return "Not used recently" if self.has_jobs else "Not used yet"


def _sum(statistics: Iterable[dict[str, Any]], group: frozenset[str]) -> int:
    return sum(row["count"] for row in statistics if row["status"] in group)
