"""What messages cost. Every bill is added up from the same rows as the statistics."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sandbox import dates
from sandbox.models import AnnualBilling, DailyUsage, Notification, Service
from sandbox.statistics import real

Json = dict[str, Any]

SMS_RATE = 0.0233
LETTER_RATES = {"economy": 0.638, "second": 0.73, "first": 1.56, "europe": 1.8, "rest-of-world": 1.8}
MORE_A_SHEET = 0.05
MOST_SHEETS = 5
FREE_TEXTS = {
    "central": 30_000,
    "local": 10_000,
    "nhs_central": 30_000,
    "nhs_local": 10_000,
    "nhs_gp": 0,
    "emergency_service": 10_000,
    "school_or_college": 10_000,
}
FREE_TEXTS_OTHERWISE = 5_000
NOT_CHARGED = frozenset({"cancelled", "validation-failed", "virus-scan-failed", "technical-failure"})
NO_POSTAGE = "none"


@dataclass(frozen=True)
class Usage:
    day: date
    notification_type: str
    postage: str
    notifications: int
    units: int


@dataclass
class Line:
    """One line of a bill: the messages of one channel at one rate."""

    notification_type: str
    postage: str
    rate: float
    notifications_sent: int = 0
    chargeable_units: int = 0
    free_allowance_used: int = 0

    @property
    def charged_units(self) -> int:
        return self.chargeable_units - self.free_allowance_used

    def as_json(self) -> Json:
        return {
            "notification_type": self.notification_type,
            "chargeable_units": self.chargeable_units,
            "notifications_sent": self.notifications_sent,
            "rate": self.rate,
            "cost": round(self.charged_units * self.rate, 4),
            "free_allowance_used": self.free_allowance_used,
            "charged_units": self.charged_units,
        }


def letter_rate(postage: str, sheets: int) -> float:
    return round(LETTER_RATES[postage] + (sheets - 1) * MORE_A_SHEET, 3)


def allowance(service: Service, year: int) -> int:
    """The free texts of a financial year. Asking for a year that has none yet makes the default one."""
    free = FREE_TEXTS.get(service.organisation_type or "", FREE_TEXTS_OTHERWISE)
    defaults = {"free_sms_fragment_limit": free}
    row, _ = AnnualBilling.objects.get_or_create(defaults, service=service, financial_year_start=year)
    return row.free_sms_fragment_limit


def set_allowance(service: Service, year: int, limit: int) -> None:
    values = {"free_sms_fragment_limit": limit}
    AnnualBilling.objects.update_or_create(values, service=service, financial_year_start=year)


def set_default_allowance(service: Service) -> None:
    limit = FREE_TEXTS.get(service.organisation_type or "", FREE_TEXTS_OTHERWISE)
    set_allowance(service, dates.this_financial_year(), limit)


def yearly(service: Service, year: int) -> list[Json]:
    months = _monthly_lines(service, year)
    totals: dict[tuple[str, float], Line] = {}
    for _, line in months:
        total = totals.setdefault(
            (line.notification_type, line.rate), Line(line.notification_type, line.postage, line.rate)
        )
        total.notifications_sent += line.notifications_sent
        total.chargeable_units += line.chargeable_units
        total.free_allowance_used += line.free_allowance_used
    return [totals[key].as_json() for key in sorted(totals)]


def monthly(service: Service, year: int) -> list[Json]:
    """Texts and letters by month; e-mails cost nothing and are left out."""
    return [
        {"month": f"{month:%B}", "postage": line.postage, **line.as_json()}
        for month, line in _monthly_lines(service, year)
        if line.notification_type != "email"
    ]


def _monthly_lines(service: Service, year: int) -> list[tuple[date, Line]]:
    """In order of time, so that the free allowance is used up by the earliest texts."""
    lines: dict[tuple[date, str, str], Line] = {}
    for usage in _usage(service.id, year):
        key = (usage.day.replace(day=1), usage.notification_type, usage.postage)
        line = lines.setdefault(key, Line(usage.notification_type, usage.postage, _rate(usage)))
        line.notifications_sent += usage.notifications
        line.chargeable_units += usage.units
    free = allowance(service, year)
    for key in sorted(lines):
        line = lines[key]
        if line.notification_type == "sms":
            line.free_allowance_used = min(free, line.chargeable_units)
            free -= line.free_allowance_used
    return [(key[0], lines[key]) for key in sorted(lines)]


def _rate(usage: Usage) -> float:
    if usage.notification_type == "email":
        return 0
    return SMS_RATE if usage.notification_type == "sms" else letter_rate(usage.postage, 1)


def _usage(service_id: UUID, year: int) -> Iterator[Usage]:
    first, after = dates.financial_year_span(year)
    old = DailyUsage.objects.filter(service=service_id, day__gte=first, day__lt=after).exclude(
        status__in=NOT_CHARGED
    )
    columns = ("notification_type", "postage", "notifications_sent", "billable_units")
    for day, channel, postage, count, units in old.values_list("day", *columns):
        yield Usage(day, channel, postage or NO_POSTAGE, count, units)
    span = {"created_at__gte": dates.london_midnight(first), "created_at__lt": dates.london_midnight(after)}
    new = real(Notification.objects.filter(service=service_id, **span)).exclude(status__in=NOT_CHARGED)
    for at, channel, postage, units in new.values_list(
        "created_at", "notification_type", "postage", "billable_units"
    ):
        yield Usage(dates.london_day(at), channel, postage or NO_POSTAGE, 1, units)
