"""Letters that came back, by the day on which they were reported."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self

from gateway import service_api_client
from gateway.times import parse_time
from portal_apps.core.formatting import LONDON

# What a page shows of a day; the file has all of it.
SHOWN = 50
BY_PROGRAM = "API"
COLUMNS = {
    "notification_id": "Notification ID",
    "client_reference": "Reference",
    "created_at": "Date sent",
    "email_address": "Sent by",
    "template_name": "Template name",
    "template_id": "Template ID",
    "template_version": "Template version",
    "original_file_name": "Spreadsheet file name",
    "job_row_number": "Spreadsheet row number",
    "uploaded_letter_file_name": "Uploaded letter file name",
}


@dataclass(frozen=True, slots=True)
class ReturnedLetter:
    """One letter; what has no name of its own here is in `facts`, the API's JSON."""

    facts: dict[str, Any]

    @property
    def id(self) -> str:
        return self.facts["notification_id"]

    @property
    def name(self) -> str:
        """The template, or the file that was uploaded as a letter."""
        return self.facts["uploaded_letter_file_name"] or self.facts["template_name"]

    @property
    def origin(self) -> str:
        """Where its address came from: a row of a file, or a program or person."""
        facts = self.facts
        if facts["original_file_name"]:
            return f"Row {facts['job_row_number']} of {facts['original_file_name']}"
        if facts["client_reference"]:
            return f"Reference {facts['client_reference']}"
        return (
            "No reference provided" if facts["user_name"] == BY_PROGRAM else f"Sent by {facts['user_name']}"
        )

    @property
    def sent_at(self) -> str:
        return self.facts["created_at"]


@dataclass(frozen=True, slots=True)
class ReturnedOfDay:
    """The letters of one report. Of some the API knows only that there were so many: their facts are deleted."""

    letters: list[ReturnedLetter]
    orphans: int

    @classmethod
    def on(cls, service_id: str, day: str) -> Self:
        answer = service_api_client.get_returned_letters(service_id, day)
        return cls([ReturnedLetter(facts) for facts in answer["returned_letters"]], answer["orphaned_count"])

    @property
    def count(self) -> int:
        return len(self.letters) + self.orphans


def rows_for_csv(letters: Iterable[ReturnedLetter]) -> Iterator[tuple[str | int | None, ...]]:
    """A row for each letter, the headings first."""
    yield tuple(COLUMNS.values())
    for letter in letters:
        sent_at = parse_time(letter.sent_at).astimezone(LONDON)
        facts = {**letter.facts, "created_at": f"{sent_at:%Y-%m-%d %H:%M:%S}"}
        yield tuple(facts[name] for name in COLUMNS)
