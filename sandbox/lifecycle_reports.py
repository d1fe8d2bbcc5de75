"""The life of a report: pending, in progress, stored, and deleted when the messages in it are no longer kept either."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from sandbox import dates, reports, retention
from sandbox.lifecycle import LIFE, UNTIL_SENDING
from sandbox.models import ReportRequest

UNFINISHED = ("pending", "in progress")
# Whoever began to write a report and has not finished by then never will.
GIVEN_UP = timedelta(minutes=10)


def move_on(now: datetime) -> None:
    """Every report becomes what it should be by now."""
    for report in list(_due(now)):
        if report.status == "stored":
            _expire(report, now)
        elif report.created_at > now - LIFE:
            _of(report, "pending").update(status="in progress", updated_at=report.created_at + UNTIL_SENDING)
        elif _taken(report, now):
            _write(report)


def _due(now: datetime) -> QuerySet[ReportRequest]:
    to_begin = Q(status="pending", created_at__lte=now - UNTIL_SENDING)
    to_write = Q(status="in progress", created_at__lte=now - LIFE) & _free(now)
    to_expire = Q(status="stored", updated_at__lte=now - timedelta(days=retention.FEWEST_DAYS))
    return ReportRequest.objects.filter(to_begin | to_write | to_expire)


def _free(now: datetime) -> Q:
    return Q(taken_at=None) | Q(taken_at__lte=now - GIVEN_UP)


def _taken(report: ReportRequest, now: datetime) -> bool:
    """Whether it is ours to write: of several requests at a time the first writes it, and the rest do not wait."""
    rows = ReportRequest.objects.filter(_free(now), id=report.id, status__in=UNFINISHED)
    return bool(rows.update(status="in progress", taken_at=now))


def _write(report: ReportRequest) -> None:
    try:
        reports.store(report)
        status = "stored"
    except OSError:
        status = "failed"
    _of(report, "in progress").update(status=status, updated_at=dates.now())


def _expire(report: ReportRequest, now: datetime) -> None:
    kept = timedelta(days=retention.days(report.service_id, report.parameter["notification_type"]))
    if report.updated_at and report.updated_at <= now - kept:
        reports.remove(report)
        _of(report, "stored").update(status="deleted", updated_at=now)


def _of(report: ReportRequest, status: str) -> QuerySet[ReportRequest]:
    return ReportRequest.objects.filter(id=report.id, status=status)
