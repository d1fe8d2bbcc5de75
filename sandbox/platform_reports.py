"""Numbers about every service, for platform admins and the public performance page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from sandbox import billing, dates, statistics
from sandbox.models import Service

Json = dict[str, Any]
# One row for each day, channel and status.
Counts = list[tuple[date, str, str, int]]

# The statuses behind the columns sending, delivered, technical, temporary and permanent failure, and sent.
MONTHLY_COLUMNS = (
    frozenset({"created", "sending", "pending"}),
    frozenset({"delivered"}),
    frozenset({"technical-failure"}),
    frozenset({"temporary-failure"}),
    frozenset({"permanent-failure"}),
    frozenset({"sent"}),
)
FAILURES = ("technical-failure", "permanent-failure", "temporary-failure", "virus-scan-failed")


LIVE = {"active": True, "restricted": False, "count_as_live": True}
# What a service had of each channel, and that of several services.
Totals = dict[str, int]
TotalsByService = dict[UUID, Totals]


def live_services() -> list[Service]:
    rows = Service.objects.filter(**LIVE)
    return list(rows.select_related("organisation", "go_live_user").order_by("created_at", "name"))


def live_service_rows() -> list[Json]:
    year, services = dates.this_financial_year(), live_services()
    free = billing.allowances(services, year)
    totals: TotalsByService = defaultdict(lambda: dict.fromkeys(statistics.CHANNELS, 0))
    for service_id, channel, status, count in statistics.counts_by_service(*dates.financial_year_span(year)):
        totals[service_id][channel] += 0 if status in statistics.NOT_REQUESTED else count
    return [_live_service(service, free[service.id], totals[service.id]) for service in services]


def _live_service(service: Service, free: int, totals: Totals) -> Json:
    organisation, contact = service.organisation, service.go_live_user
    return {
        "service_id": service.id,
        "service_name": service.name,
        "organisation_name": organisation.name if organisation else None,
        "organisation_type": organisation.organisation_type if organisation else None,
        "consent_to_research": service.consent_to_research,
        "contact_name": contact.name if contact else None,
        "contact_email": contact.email_address if contact else None,
        "contact_mobile": contact.mobile_number if contact else None,
        "live_date": dates.http_date_or_null(service.go_live_at),
        "free_sms_fragment_limit": free,
        **{
            f"{channel}_volume_intent": getattr(service, f"volume_{channel}")
            for channel in statistics.CHANNELS
        },
        **{f"{channel}_totals": totals[channel] for channel in statistics.CHANNELS},
    }


def monthly_by_service(first: date, last: date) -> list[list[Any]]:
    """[month, service, name, channel, and one count for each column], both days included."""
    table: dict[tuple[str, UUID, str, str], list[int]] = {}
    names = dict(Service.objects.values_list("id", "name"))
    for month, begin, end in _months(first, last):
        for service_id, channel, status, count in statistics.counts_by_service(begin, end):
            if status in statistics.NOT_REQUESTED:
                continue
            key = (month, service_id, names[service_id], channel)
            row = table.setdefault(key, [0] * len(MONTHLY_COLUMNS))
            for number, statuses in enumerate(MONTHLY_COLUMNS):
                row[number] += count if status in statuses else 0
    return [[*key, *table[key]] for key in sorted(table, key=lambda key: (key[0], key[2], key[3]))]


def _months(first: date, last: date) -> Iterator[tuple[str, date, date]]:
    """The first day of each month as text, and the part of it between two days: from, up to, not including."""
    after = last + timedelta(days=1)
    while first < after:
        next_month = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield first.replace(day=1).isoformat(), first, min(after, next_month)
        first = next_month


def totals(first: date, last: date) -> Json:
    """{channel: {total, test-key, failures: {status: count}}} of every service, both days included."""
    found: Json = {
        channel: {"total": 0, "test-key": 0, "failures": dict.fromkeys(FAILURES, 0)}
        for channel in statistics.CHANNELS
    }
    for channel, status, key_type, count in statistics.counts_of_everybody(first, last + timedelta(days=1)):
        row = found[channel]
        if key_type == "test":
            row["test-key"] += count
            continue
        row["total"] += count
        if status in FAILURES:
            row["failures"][status] += count
    return found


def performance(first: date, last: date) -> Json:
    """How much was sent between two days, and by whom."""
    live = live_services()
    theirs = Q(**{f"service__{name}": value for name, value in LIVE.items()})
    found = statistics.daily_counts(first, last + timedelta(days=1), theirs)
    counts = [row for row in found if row[2] not in statistics.NOT_REQUESTED]
    totals = _by_channel(counts)
    days: dict[date, Counts] = defaultdict(list)
    for row in counts:
        days[row[0]].append(row)
    return {
        "total_notifications": sum(totals.values()),
        **{f"{channel}_notifications": totals[channel] for channel in statistics.CHANNELS},
        "notifications_by_type": [_day(day, days[day]) for day in sorted(days)],
        # Nothing is processed here, so nothing takes long.
        "processing_time": [
            {"date": _http(day), "percentage_under_10_seconds": "100.0"} for day in sorted(days)
        ],
        "live_service_count": len(live),
        "services_using_notify": [
            {
                "service_id": service.id,
                "service_name": service.name,
                "organisation_id": service.organisation_id,
                "organisation_name": service.organisation.name if service.organisation else None,
            }
            for service in live
        ],
    }


def _day(day: date, counts: Counts) -> Json:
    totals = _by_channel(counts)
    return {
        "date": _http(day),
        "emails": totals["email"],
        "sms": totals["sms"],
        "letters": totals["letter"],
    }


def _by_channel(counts: Iterable[tuple[date, str, str, int]]) -> Totals:
    totals = dict.fromkeys(statistics.CHANNELS, 0)
    for _, channel, _, count in counts:
        totals[channel] += count
    return totals


def _http(day: date) -> str:
    return f"{day:%a, %d %b %Y} 00:00:00 GMT"
