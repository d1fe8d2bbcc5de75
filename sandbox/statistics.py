"""Counting messages. Every count starts from the same two tables: the week's notifications, and what is left of older days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from sandbox import dates
from sandbox.models import DailyUsage, Notification, Service, Template
from sandbox.periods import hour_of, london_day_of
from sandbox.serialise.services import service_json

Json = dict[str, Any]

CHANNELS = ("sms", "email", "letter")
DELIVERED = frozenset({"delivered", "sent"})
FAILED = frozenset(
    {
        "failed",
        "technical-failure",
        "temporary-failure",
        "permanent-failure",
        "validation-failed",
        "virus-scan-failed",
    }
)
NOT_REQUESTED = frozenset({"cancelled"})
DEFAULT_DAYS = 7


def real(notifications: QuerySet[Notification]) -> QuerySet[Notification]:
    """Messages that count: those sent with a test key do not."""
    return notifications.exclude(key_type="test")


def recent(service: Service | UUID, days: int, *, with_test_keys: bool = False) -> QuerySet[Notification]:
    """The service's messages since London's midnight so many days ago."""
    rows = Notification.objects.filter(service=service, created_at__gte=dates.midnight_days_ago(days))
    return rows if with_test_keys else real(rows)


def statistics(notifications: QuerySet[Notification]) -> Json:
    rows = notifications.order_by().values_list("notification_type", "status").annotate(count=Count("id"))
    return _tally(rows)


def no_statistics() -> Json:
    return {channel: {"requested": 0, "delivered": 0, "failed": 0} for channel in CHANNELS}


def service_with_statistics(service: Service, *, today_only: bool) -> Json:
    days = 0 if today_only else DEFAULT_DAYS
    return service_json(service) | {"statistics": statistics(recent(service, days))}


def services_with_statistics(
    services: Iterable[Service], first: date, last: date, *, with_test_keys: bool
) -> list[Json]:
    """Every service with its counts from the first day to the last."""
    rows = Notification.objects.filter(
        created_at__gte=dates.london_midnight(first),
        created_at__lt=dates.london_midnight(last + timedelta(days=1)),
    )
    if not with_test_keys:
        rows = real(rows)
    by_service: dict[UUID, list[tuple[str, str, int]]] = defaultdict(list)
    counted = (
        rows.order_by().values_list("service", "notification_type", "status").annotate(count=Count("id"))
    )
    for service_id, channel, status, count in counted:
        by_service[service_id].append((channel, status, count))
    return [
        {
            "id": service.id,
            "name": service.name,
            "notification_type": "sms",
            "restricted": service.restricted,
            "active": service.active,
            "created_at": dates.http_date_or_null(service.created_at),
            "statistics": _tally(by_service[service.id]),
        }
        for service in services
    ]


def monthly(service_id: UUID, year: int) -> Json:
    """{YYYY-MM: {channel: {status: count}}}, from April to the present month of the financial year."""
    first, after = dates.financial_year_span(year)
    months = _months(first, min(after, dates.london_day(dates.now()) + timedelta(days=1)))
    table: dict[str, dict[str, dict[str, int]]] = {
        month: {channel: {} for channel in CHANNELS} for month in months
    }
    for day, channel, status, count in daily_counts(first, after, Q(service=service_id)):
        cell = table[f"{day:%Y-%m}"][channel]
        cell[status] = cell.get(status, 0) + count
    return table


def daily_counts(first: date, after: date, wanted: Q) -> Iterator[tuple[date, str, str, int]]:
    """(day, channel, status, count) of every day from first up to, not including, after; a day may have several."""
    columns = ("notification_type", "status")
    yield from _old(first, after, wanted).values_list("day", *columns).annotate(Sum("notifications_sent"))
    new = _new(first, after, wanted).annotate(hour=hour_of("created_at")).values_list("hour", *columns)
    for hour, channel, status, count in new.annotate(count=Count("id")):
        yield london_day_of(hour), channel, status, count


def counts_by_service(first: date, after: date) -> Iterator[tuple[UUID, str, str, int]]:
    """(service, channel, status, count) of all services, from first up to, not including, after."""
    columns = ("service", "notification_type", "status")
    yield from _old(first, after, Q()).values_list(*columns).annotate(Sum("notifications_sent"))
    yield from _new(first, after, Q()).values_list(*columns).annotate(Count("id"))


def _old(first: date, after: date, wanted: Q) -> QuerySet[DailyUsage]:
    return DailyUsage.objects.order_by().filter(wanted, day__gte=first, day__lt=after)


def _new(first: date, after: date, wanted: Q) -> QuerySet[Notification]:
    span = {"created_at__gte": dates.london_midnight(first), "created_at__lt": dates.london_midnight(after)}
    return real(Notification.objects.order_by().filter(wanted, **span))


def counts_of_everybody(first: date, after: date) -> Iterator[tuple[str, str, str, int]]:
    """(channel, status, type of key, count) of all services, from first up to, not including, after."""
    old = DailyUsage.objects.filter(day__gte=first, day__lt=after).values_list("notification_type", "status")
    for channel, status, count in old.annotate(count=Sum("notifications_sent")):
        yield channel, status, "normal", count
    new = Notification.objects.order_by().filter(
        created_at__gte=dates.london_midnight(first), created_at__lt=dates.london_midnight(after)
    )
    columns = new.values_list("notification_type", "status", "key_type")
    yield from columns.annotate(count=Count("id"))


def monthly_by_template(service_id: UUID, year: int) -> list[Json]:
    first, after = dates.financial_year_span(year)
    ours = Q(service=service_id)
    old = _old(first, after, ours).values_list("template", "day").annotate(Sum("notifications_sent"))
    hours = _new(first, after, ours).annotate(hour=hour_of("created_at")).values_list("template", "hour")
    new = ((template, london_day_of(hour), count) for template, hour, count in hours.annotate(Count("id")))
    counts: dict[tuple[UUID, int, int], int] = defaultdict(int)
    for template, day, count in chain(old, new):
        counts[template, day.year, day.month] += count
    templates = Template.objects.filter(service=service_id).in_bulk()
    stats = [
        {
            "template_id": template,
            "name": templates[template].name,
            "type": templates[template].template_type,
            "is_precompiled_letter": templates[template].is_precompiled_letter,
            "month": month,
            "year": in_year,
            "count": count,
        }
        for (template, in_year, month), count in counts.items()
    ]
    return sorted(stats, key=lambda row: (row["year"], row["month"], row["name"]))


def _tally(rows: Iterable[tuple[str, str, int]]) -> Json:
    totals = no_statistics()
    for channel, status, count in rows:
        if status in NOT_REQUESTED:
            continue
        totals[channel]["requested"] += count
        if status in DELIVERED:
            totals[channel]["delivered"] += count
        if status in FAILED:
            totals[channel]["failed"] += count
    return totals


def _months(first: date, after: date) -> list[str]:
    months = []
    day = first
    while day < after:
        months.append(f"{day:%Y-%m}")
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return months
