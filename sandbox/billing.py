"""What messages cost. Every bill is added up from the same rows as the statistics."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from sandbox import dates
from sandbox.models import AnnualBilling, Service
from sandbox.volumes import Volume, volumes

Json = dict[str, Any]

SMS_RATE = 0.0233
# The price of a letter of one sheet, of two, and so on.
LETTER_RATES = {
    "economy": (0.638, 0.684, 0.724, 0.779, 0.823),
    "second": (0.73, 0.77, 0.82, 0.87, 0.91),
    "first": (1.56, 1.61, 1.66, 1.71, 1.76),
    "europe": (1.8, 1.84, 1.88, 1.92, 1.96),
    "rest-of-world": (1.8, 1.84, 1.88, 1.92, 1.96),
}
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
    return LETTER_RATES[postage][max(sheets, 1) - 1]


def allowance(service: Service, year: int) -> int:
    """The free texts of a financial year. Asking for a year that has none yet makes the default one."""
    defaults = {"free_sms_fragment_limit": _usual_allowance(service)}
    row, _ = AnnualBilling.objects.get_or_create(defaults, service=service, financial_year_start=year)
    return row.free_sms_fragment_limit


def allowances(services: Sequence[Service], year: int) -> dict[UUID, int]:
    """The same of many services, in two statements at most."""
    rows = AnnualBilling.objects.filter(financial_year_start=year)
    found = dict(rows.values_list("service", "free_sms_fragment_limit"))
    new = {each.id: _usual_allowance(each) for each in services if each.id not in found}
    AnnualBilling.objects.bulk_create(
        [
            AnnualBilling(service_id=service_id, financial_year_start=year, free_sms_fragment_limit=free)
            for service_id, free in new.items()
        ],
        ignore_conflicts=True,
    )
    return found | new


def set_allowance(service: Service, year: int, limit: int) -> None:
    values = {"free_sms_fragment_limit": limit}
    AnnualBilling.objects.update_or_create(values, service=service, financial_year_start=year)


def set_default_allowance(service: Service) -> None:
    set_allowance(service, dates.this_financial_year(), _usual_allowance(service))


def _usual_allowance(service: Service) -> int:
    return FREE_TEXTS.get(service.organisation_type or "", FREE_TEXTS_OTHERWISE)


def yearly(service: Service, year: int) -> list[Json]:
    return yearly_of(_volumes_of(service, year), allowance(service, year))


def yearly_of(rows: Iterable[Volume], free: int) -> list[Json]:
    """The bill of one service and year, for its volumes."""
    totals: dict[tuple[str, float], Line] = {}
    for _, line in _monthly_lines(rows, free):
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
        for month, line in _monthly_lines(_volumes_of(service, year), allowance(service, year))
        if line.notification_type != "email"
    ]


def rate(volume: Volume) -> float:
    """The price of one unit that is charged: a part of a text, or a letter with all its sheets."""
    match volume.notification_type:
        case "sms":
            return SMS_RATE
        case "letter":
            return letter_rate(volume.postage, volume.sheets)
        case _:
            return 0


def chargeable_units(volume: Volume) -> int:
    return volume.notifications if volume.notification_type == "letter" else volume.units


def _volumes_of(service: Service, year: int) -> Iterator[Volume]:
    return volumes(*dates.financial_year_span(year), Q(service=service))


def _monthly_lines(rows: Iterable[Volume], free: int) -> list[tuple[date, Line]]:
    """In order of time, so that the free allowance is used up by the earliest texts."""
    lines: dict[tuple[date, str, str, float], Line] = {}
    for volume in rows:
        month, channel, price = volume.day.replace(day=1), volume.notification_type, rate(volume)
        line = lines.setdefault((month, channel, volume.postage, price), Line(channel, volume.postage, price))
        line.notifications_sent += volume.notifications
        line.chargeable_units += chargeable_units(volume)
    for key in sorted(lines):
        line = lines[key]
        if line.notification_type == "sms":
            line.free_allowance_used = min(free, line.chargeable_units)
            free -= line.free_allowance_used
    return [(key[0], lines[key]) for key in sorted(lines)]
