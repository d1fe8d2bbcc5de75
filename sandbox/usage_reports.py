"""Bills of several services side by side, for organisations and platform admins."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from sandbox import billing, dates
from sandbox.models import Service
from sandbox.volumes import Volume, by_service, volumes

Json = dict[str, Any]


def organisation_usage(organisation_id: UUID, year: int) -> list[Json]:
    """What each service that is or was live used and owes in a financial year."""
    rows = Service.objects.filter(organisation=organisation_id, restricted=False, count_as_live=True)
    services = list(rows.order_by("-active", "name"))
    free = billing.allowances(services, year)
    theirs = by_service(volumes(*dates.financial_year_span(year), Q(service__organisation=organisation_id)))
    return [_service_usage(service, theirs[service.id], free[service.id]) for service in services]


def _service_usage(service: Service, used: list[Volume], free: int) -> Json:
    lines = billing.yearly_of(used, free)
    texts = [line for line in lines if line["notification_type"] == "sms"]
    units = sum(line["chargeable_units"] for line in texts)
    return {
        "service_id": service.id,
        "service_name": service.name,
        "active": service.active,
        "free_sms_limit": free,
        "sms_remainder": max(free - units, 0),
        "sms_billable_units": units,
        "chargeable_billable_sms": sum(line["charged_units"] for line in texts),
        "sms_cost": _total(texts, "cost"),
        "letter_cost": _total([line for line in lines if line["notification_type"] == "letter"], "cost"),
        "emails_sent": sum(
            line["notifications_sent"] for line in lines if line["notification_type"] == "email"
        ),
    }


def _total(lines: list[Json], name: str) -> float:
    return float(round(sum(line[name] for line in lines), 4))
