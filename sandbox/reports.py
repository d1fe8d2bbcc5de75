"""Reports of a service's messages: the CSV file that somebody asked for, where the portal reads it."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sandbox import file_store, retention
from sandbox.models import ReportRequest
from sandbox.notification_filters import NotificationFilters
from sandbox.serialise.messages import for_csv, notification_for_csv

KIND = "reports"
HEADER = (
    "Recipient",
    "Reference",
    "Template",
    "Type",
    "Sent by",
    "Sent by email",
    "Job",
    "Status",
    "Time",
    "API key name",
)
# The groups of the portal's own filters, which are not those of the API's lists.
STATUSES = {
    "sending": ("created", "pending", "sending", "pending-virus-check"),
    "delivered": ("delivered", "sent", "returned-letter"),
    "failed": (
        "failed",
        "temporary-failure",
        "permanent-failure",
        "technical-failure",
        "virus-scan-failed",
        "validation-failed",
    ),
}
PORTION = 2000


def store(report: ReportRequest) -> None:
    """Raises OSError when the file cannot be written."""
    file_store.write(KIND, _key(report.id), _encoded(_lines(report)), "text/csv")


def remove(report: ReportRequest) -> None:
    file_store.remove(KIND, _key(report.id))


def _lines(report: ReportRequest) -> Iterator[tuple[Any, ...]]:
    channel, status = report.parameter["notification_type"], report.parameter["notification_status"]
    filters = NotificationFilters(
        template_types=(channel,) if channel else (),
        statuses=STATUSES.get(status, tuple(each for group in STATUSES.values() for each in group)),
        limit_days=retention.days(report.service_id, channel),
    )
    yield HEADER
    for row in for_csv(filters.rows_of(report.service_id)).iterator(chunk_size=PORTION):
        yield _line(notification_for_csv(row))


def _line(row: dict[str, Any]) -> tuple[Any, ...]:
    return (
        # A letter goes to a whole address; its first line is enough.
        row["recipient"].splitlines()[0].strip(" ,"),
        row["client_reference"],
        row["template_name"],
        row["template_type"],
        row["created_by_name"],
        row["created_by_email_address"],
        row["job_name"],
        row["status"],
        row["created_at"],
        row["api_key_name"],
    )


def _encoded(lines: Iterable[tuple[Any, ...]]) -> Iterator[bytes]:
    for line in lines:
        text = io.StringIO()
        csv.writer(text).writerow(line)
        yield text.getvalue().encode()


def _key(report_id: UUID) -> str:
    return f"notifications_report/{report_id}.csv"
