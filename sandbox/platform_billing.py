"""Bills and volumes of every service between two days, for platform admins."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from sandbox import billing, dates
from sandbox.models import Service
from sandbox.platform_reports import live_services
from sandbox.volumes import NOT_SENT_YET, Volume, by_service, volumes

Json = dict[str, Any]

DAY = timedelta(days=1)
UK_POSTAGE = ("first", "second", "economy")
PENCE = 100


def bills(first: date, last: date) -> list[Json]:
    """What each service owes beyond its free texts; those that owe nothing and sent no letters are left out."""
    year = dates.financial_year(first)
    before = by_service(volumes(dates.financial_year_span(year)[0], first))
    found = by_service(volumes(first, last + DAY))
    services = [row for row in Service.objects.select_related("organisation") if row.id in found]
    free = billing.allowances(services, year)
    rows = [_bill(row, free[row.id], before[row.id], found[row.id]) for row in services]
    wanted = [row for row in rows if row["sms_cost"] or row["total_letters"]]
    # Services without an organisation are last.
    return sorted(
        wanted, key=lambda row: (not row["organisation_name"], row["organisation_name"], row["service_name"])
    )


def letter_supplier_bills(first: date, last: date) -> list[Json]:
    counts: dict[tuple[str, str, float, int], int] = defaultdict(int)
    for volume in _of("letter", volumes(first, last + DAY, together=True)):
        if volume.provider != NOT_SENT_YET:
            key = (volume.day.isoformat(), volume.postage, billing.rate(volume), volume.sheets)
            counts[key] += volume.notifications
    return [
        {
            "date": day,
            "postage": postage,
            "cost_threshold": "sorted",
            "sheets": sheets,
            "rate": rate,
            "letters": counts[key],
            "cost": _pounds(counts[key] * rate),
        }
        for key in sorted(counts)
        for day, postage, rate, sheets in [key]
    ]


def volumes_by_day(first: date, last: date) -> list[Json]:
    days: dict[date, list[Volume]] = defaultdict(list)
    for volume in volumes(first, last + DAY, together=True):
        days[volume.day].append(volume)
    return [
        {"day": day.isoformat(), "sms_fragment_totals": _units("sms", days[day]), **_totals(days[day])}
        for day in sorted(days)
    ]


def texts_by_provider(first: date, last: date) -> list[Json]:
    found: dict[tuple[date, str], list[Volume]] = defaultdict(list)
    for volume in _of("sms", volumes(first, last + DAY, together=True)):
        found[volume.day, volume.provider].append(volume)
    return [
        {
            "day": day.isoformat(),
            "provider": provider,
            "sms_totals": _count("sms", rows),
            "sms_fragment_totals": _units("sms", rows),
            "sms_chargeable_units": _units("sms", rows),
            "sms_cost": _cost("sms", rows),
        }
        for (day, provider), rows in sorted(found.items(), key=lambda item: item[0])
    ]


def volumes_by_service(first: date, last: date) -> list[Json]:
    found, services = by_service(volumes(first, last + DAY)), live_services()
    free = billing.allowances(services, dates.financial_year(last))
    rows = [_service(service, free[service.id], found[service.id]) for service in services]
    return sorted(rows, key=lambda row: (row["organisation_name"], row["service_name"]))


def _bill(service: Service, free: int, before: list[Volume], rows: list[Volume]) -> Json:
    still_free = max(0, free - _units("sms", before))
    charged = max(0, _units("sms", rows) - still_free)
    organisation = service.organisation
    details = ("purchase_order_number", "billing_contact_names", "billing_contact_email_addresses")
    return {
        **_names(service),
        "sms_cost": _pounds(charged * billing.SMS_RATE),
        "sms_chargeable_units": charged,
        "total_letters": _count("letter", rows),
        "letter_cost": _cost("letter", rows),
        "letter_breakdown": "".join(f"{line}\n" for line in _breakdown(rows)),
        # What a service does not say about its bills its organisation may.
        **{
            name.removeprefix("billing_"): getattr(service, name) or getattr(organisation, name, None)
            for name in details
        },
        "billing_reference": service.billing_reference or getattr(organisation, "billing_reference", None),
    }


def _breakdown(rows: list[Volume]) -> Iterator[str]:
    counts: dict[tuple[str, float], int] = defaultdict(int)
    for volume in _of("letter", rows):
        counts[volume.postage, billing.rate(volume)] += volume.notifications
    for postage, rate in sorted(counts):
        kind = f"{postage} class" if postage in UK_POSTAGE else "international"
        price = f"£{rate:,.2f}" if rate >= 1 else f"{rate * PENCE:.0f}p"
        yield f"{counts[postage, rate]} {kind} letters at {price}"


def _service(service: Service, free: int, rows: list[Volume]) -> Json:
    totals = _totals(rows)
    return {
        **_names(service),
        "free_allowance": free,
        "sms_notifications": totals.pop("sms_totals"),
        **totals,
        "letter_cost": _cost("letter", rows),
    }


def _names(service: Service) -> Json:
    organisation = service.organisation
    return {
        "organisation_id": str(organisation.id) if organisation else "",
        "organisation_name": organisation.name if organisation else "",
        "service_id": service.id,
        "service_name": service.name,
    }


def _totals(rows: list[Volume]) -> dict[str, int]:
    return {
        "sms_totals": _count("sms", rows),
        "sms_chargeable_units": _units("sms", rows),
        "email_totals": _count("email", rows),
        "letter_totals": _count("letter", rows),
        "letter_sheet_totals": _units("letter", rows),
    }


def _of(channel: str, rows: Iterable[Volume]) -> Iterator[Volume]:
    return (volume for volume in rows if volume.notification_type == channel)


def _count(channel: str, rows: Iterable[Volume]) -> int:
    return sum(volume.notifications for volume in _of(channel, rows))


def _units(channel: str, rows: Iterable[Volume]) -> int:
    return sum(volume.units for volume in _of(channel, rows))


def _cost(channel: str, rows: Iterable[Volume]) -> float:
    return _pounds(sum(billing.chargeable_units(row) * billing.rate(row) for row in _of(channel, rows)))


def _pounds(sum_: float) -> float:
    return round(sum_, 4)
