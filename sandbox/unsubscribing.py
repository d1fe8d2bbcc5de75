"""Links to unsubscribe, the requests they lead to, and the reports a service takes of those."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from sandbox import dates, links
from sandbox.models import Notification, UnsubscribeRequest, UnsubscribeRequestReport

Json = dict[str, Any]

KEPT_DAYS = 90
KEPT_DAYS_AFTER_PROCESSING = 7


def link(sent: Notification) -> str:
    """To a page of the portal, which asks before it unsubscribes anybody."""
    return links.link(path(sent), sent.to)


def path(sent: Notification) -> str:
    """The same here as in the portal; the token comes after it."""
    return f"unsubscribe/{sent.id}"


def unbatched(service_id: UUID) -> QuerySet[UnsubscribeRequest]:
    return UnsubscribeRequest.objects.filter(service=service_id, report=None).order_by("created_at")


def summary(service_id: UUID) -> list[Json]:
    """What waits to be reported first, then the reports, newest first."""
    reports = UnsubscribeRequestReport.objects.filter(service=service_id).order_by("-latest_timestamp")
    waiting = list(unbatched(service_id))
    rows = [_row(report) for report in reports]
    if not waiting:
        return rows
    first = UnsubscribeRequestReport(
        service_id=service_id,
        earliest_timestamp=waiting[0].created_at,
        latest_timestamp=waiting[-1].created_at,
        count=len(waiting),
    )
    unnamed = {"batch_id": None, "created_at": None, "is_a_batched_report": False}
    return [_row(first) | unnamed, *rows]


def _row(report: UnsubscribeRequestReport) -> Json:
    return {
        "batch_id": report.id,
        "count": report.count,
        "created_at": dates.zulu(report.created_at),
        "earliest_timestamp": dates.zulu(report.earliest_timestamp),
        "latest_timestamp": dates.zulu(report.latest_timestamp),
        "processed_by_service_at": dates.zulu_or_null(report.processed_by_service_at),
        "is_a_batched_report": True,
        "will_be_archived_at": dates.zulu(_end(report)),
        "service_id": report.service_id,
    }


def _end(report: UnsubscribeRequestReport) -> datetime:
    if report.processed_by_service_at:
        last = report.processed_by_service_at + timedelta(days=KEPT_DAYS_AFTER_PROCESSING)
    else:
        last = report.latest_timestamp + timedelta(days=KEPT_DAYS)
    return dates.london_midnight(dates.london_day(last))


def request_row(request: UnsubscribeRequest) -> Json:
    sent = request.notification
    return {
        "email_address": request.email_address,
        "template_name": sent.template.name,
        "original_file_name": sent.job.original_file_name if sent.job else "N/A",
        "template_sent_at": _london(sent.created_at),
        "unsubscribe_request_received_at": _london(request.created_at),
    }


def _london(moment: datetime) -> str:
    return moment.astimezone(dates.LONDON).strftime("%Y-%m-%d %H:%M:%S")
