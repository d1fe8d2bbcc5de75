"""Requests to get no more e-mails: the API collects them until somebody takes a report of them, and works through it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self

from gateway import service_api_client
from gateway.errors import BadRequest, NotFound
from portal_apps.core.formatting import date, day_and_time
from portal_apps.core.journeys import one_at_a_time

UNKNOWN = "No unsubscribe report has this id"
COLUMNS = {
    "email_address": "Email address",
    "template_name": "Template name",
    "original_file_name": "Uploaded spreadsheet file name",
    "template_sent_at": "Template sent at",
    "unsubscribe_request_received_at": "Unsubscribe request received at",
}


@dataclass(frozen=True, slots=True)
class Report:
    """Some requests; what has no name of its own here is in `facts`, the API's JSON.

    Those that nobody has taken yet have no id: more may join them.
    """

    facts: dict[str, Any]

    @classmethod
    def all_of(cls, service_id: str) -> list[Self]:
        """What nobody has taken yet first, then the reports, the newest first."""
        return [cls(facts) for facts in service_api_client.get_unsubscribe_reports_summary(service_id)]

    @classmethod
    def newest_of(cls, service_id: str) -> Self | None:
        return next(iter(cls.all_of(service_id)), None)

    @classmethod
    def from_id(cls, service_id: str, batch_id: str) -> Self:
        """Raises NotFound where the service has no such report."""
        for report in cls.all_of(service_id):
            if report.id == batch_id:
                return report
        raise NotFound(message=UNKNOWN)

    @property
    def id(self) -> str | None:
        return self.facts["batch_id"]

    @property
    def count(self) -> int:
        return self.facts["count"]

    @property
    def is_taken(self) -> bool:
        return self.facts["is_a_batched_report"]

    @property
    def is_completed(self) -> bool:
        return self.facts["processed_by_service_at"] is not None

    @property
    def status(self) -> str:
        if self.is_completed:
            return "Completed"
        return "Downloaded" if self.is_taken else "Not downloaded"

    @property
    def kept_until(self) -> str:
        return self.facts["will_be_archived_at"]

    @property
    def title(self) -> str:
        """When its first and its last request came."""
        return _between(*(day_and_time(moment) for moment in self._ends))

    @property
    def file_name(self) -> str:
        return f"Email unsubscribe requests {_between(*map(date, self._ends))}"

    @property
    def _ends(self) -> tuple[str, str]:
        return self.facts["earliest_timestamp"], self.facts["latest_timestamp"]


def take(service_id: str) -> Report | None:
    """The newest report, made now if requests wait for one; None where there is none.

    A second person (or click) finds what the first has made, or is told of none while it is being made.
    """
    with one_at_a_time(f"unsubscribe-report-{service_id}") as is_first:
        newest = Report.newest_of(service_id)
        if newest is None or newest.is_taken:
            return newest
        if not is_first:
            return None
        wanted = {name: newest.facts[name] for name in ("count", "earliest_timestamp", "latest_timestamp")}
        made = service_api_client.create_unsubscribe_request_report(service_id, wanted)
        return Report.from_id(service_id, made["report_id"])


def rows_for_csv(requests: Iterable[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """A row for each request, the headings first."""
    yield tuple(COLUMNS.values())
    for row in requests:
        yield tuple(row[name] for name in COLUMNS)


def requests_in(service_id: str, batch_id: str) -> list[dict[str, str]]:
    """The requests of a report, newest first. Raises NotFound where the service has no such report."""
    try:
        report = service_api_client.get_unsubscribe_request_report(service_id, batch_id)
    except BadRequest as error:
        raise NotFound(message=UNKNOWN) from error
    requests: list[dict[str, str]] = report["unsubscribe_requests"]
    return requests


def _between(first: str, last: str) -> str:
    text = first if first == last else f"{first} to {last}"
    return text[0].upper() + text[1:]
