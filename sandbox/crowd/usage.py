"""Older times of a service, as counts only: every week of large services, every month of small ones, from when they went live."""

from collections.abc import Iterator
from datetime import date, timedelta

from sandbox import dates
from sandbox.crowd.bulk import Value, plain_id
from sandbox.crowd.plan import LIVE
from sandbox.crowd.services import CrowdService
from sandbox.models import Template
from sandbox.world.messages import WINDOW_DAYS

COLUMNS = (
    "service_id",
    "template_id",
    "day",
    "notification_type",
    "status",
    "postage",
    "notifications_sent",
    "billable_units",
)
YEARS = 3
TEMPLATES_IN_USE = 3
# A service with so many messages a week is large.
LARGE = 500
WEEK, MONTH = 7, 28
FAILED = 0.05


def values(service: CrowdService) -> Iterator[tuple[Value, ...]]:
    if service.planned.state != LIVE or not service.planned.notifications or service.row.go_live_at is None:
        return
    chance = service.plan.dice("usage", service.planned.number)
    first = max(
        dates.london_day(service.row.go_live_at),
        dates.financial_year_span(dates.this_financial_year() - YEARS + 1)[0],
    )
    last = dates.london_day(service.moments.ago(WINDOW_DAYS)) - timedelta(days=1)
    step = WEEK if service.planned.notifications >= LARGE else MONTH
    templates = service.templates[:TEMPLATES_IN_USE]
    usual = service.planned.notifications * step / WEEK / len(templates)
    day = first
    while day <= last:
        for template in templates:
            yield from _counts(service, template, day, round(usual * chance.uniform(0.5, 1.3)))
        day += timedelta(days=step)


def _counts(service: CrowdService, template: Template, day: date, sent: int) -> Iterator[tuple[Value, ...]]:
    failed = int(sent * FAILED)
    for status, count in (("delivered", sent - failed), ("permanent-failure", failed)):
        if count:
            yield (
                plain_id(service.id),
                plain_id(template.id),
                day.isoformat(),
                template.template_type,
                status,
                template.postage,
                count,
                0 if template.template_type == "email" else count,
            )
