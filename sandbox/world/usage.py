"""Older weeks, as counts only: from April of last financial year to the day before the notifications begin."""

from collections.abc import Iterator
from datetime import date, timedelta

from sandbox import dates
from sandbox.models import DailyUsage, Template
from sandbox.world.ids import dice
from sandbox.world.messages import SINGLES, WINDOW_DAYS
from sandbox.world.services import BY_NAME, SeededService

TEMPLATES_IN_USE = 6


def build() -> None:
    first = dates.financial_year_span(dates.this_financial_year() - 1)[0]
    last = dates.london_day(dates.now() - timedelta(days=WINDOW_DAYS)) - timedelta(days=1)
    rows = [row for key in SINGLES for row in _weeks(BY_NAME[key], first, last)]
    DailyUsage.objects.bulk_create(rows, batch_size=500)


def _weeks(service: SeededService, first: date, last: date) -> Iterator[DailyUsage]:
    templates = list(Template.objects.filter(service=service.id).order_by("created_at")[:TEMPLATES_IN_USE])
    day, week = first, 0
    while day <= last:
        for template in templates:
            yield from _counts(template, day, dice("usage", template.id, week).randrange(40, 400))
        day, week = day + timedelta(days=7), week + 1


def _counts(template: Template, day: date, sent: int) -> Iterator[DailyUsage]:
    failed = sent // 20
    for status, count in (("delivered", sent - failed), ("permanent-failure", failed)):
        yield DailyUsage(
            service_id=template.service_id,
            template=template,
            day=day,
            notification_type=template.template_type,
            status=status,
            postage=template.postage,
            notifications_sent=count,
            billable_units=0 if template.template_type == "email" else count,
        )
