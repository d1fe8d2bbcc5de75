"""The messages that programs of a service have sent, a page at a time."""

from dataclasses import dataclass
from typing import Any, Self

from gateway import fan_out, notification_api_client, service_api_client
from portal_apps.core.statuses import WITHOUT_PAGES, status_in_words

DAYS_KEPT = 7
# What programs are told of a letter in their own API.
LETTER_STATUSES = {
    "created": "accepted",
    "sending": "accepted",
    "delivered": "received",
    "returned-letter": "received",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of the log; what has no name of its own here is in `facts`, the API's JSON."""

    facts: dict[str, Any]

    @property
    def recipient(self) -> str:
        """Who it went to; of a letter the first line of its address."""
        return self.facts["to"].strip().split("\n")[0]

    @property
    def status(self) -> str:
        return status_in_words(self.facts["status"], self.facts["notification_type"])

    @property
    def is_letter_to_view(self) -> bool:
        return self._is_letter and self.facts["status"] not in WITHOUT_PAGES

    @property
    def values(self) -> list[tuple[str, str]]:
        """What a developer looks for: the id first, the reference second and the status last."""
        template = self.facts["template"]
        return [
            ("Notification ID", self.facts["id"]),
            ("Reference", self.facts["client_reference"] or "Not set"),
            ("Template", f"{template['name']}, version {template['version']}"),
            ("Key", f"{self.facts['key_name']} ({self.facts['key_type']})"),
            ("Status", self._status_for_programs),
        ]

    @property
    def _status_for_programs(self) -> str:
        status: str = self.facts["status"]
        return LETTER_STATUSES.get(status, status) if self._is_letter else status

    @property
    def _is_letter(self) -> bool:
        return self.facts["notification_type"] == "letter"


@dataclass(frozen=True, slots=True)
class Log:
    entries: list[Entry]
    days_kept: int
    has_next: bool

    @classmethod
    def of_service(cls, service_id: str, page: int) -> Self:
        """One page, newest first. Raises NotFound past the end."""
        answer, retention = fan_out(
            lambda: notification_api_client.get_notifications_for_service(
                service_id,
                page=page,
                include_jobs=False,
                include_from_test_key=True,
                include_one_off=False,
                count_pages=False,
            ),
            lambda: service_api_client.get_service_data_retention(service_id),
        )
        days = max((row["days_of_retention"] for row in retention), default=DAYS_KEPT)
        entries = [Entry(facts) for facts in answer["notifications"]]
        return cls(entries, days, has_next=bool(answer["links"].get("next")))
