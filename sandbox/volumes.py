"""How much was sent that somebody pays for. Bills and reports of every service are added up from these rows alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import TruncDate

from sandbox import dates
from sandbox.lifecycle import PROVIDERS
from sandbox.models import DailyUsage, Notification
from sandbox.statistics import real

NOT_CHARGED = frozenset({"cancelled", "validation-failed", "virus-scan-failed", "technical-failure"})
NO_POSTAGE = "none"
NOT_SENT_YET = "unknown"


@dataclass(frozen=True)
class Volume:
    """Messages of one service, day and channel that cost the same. `units` are parts of texts, or sheets of letters."""

    service_id: UUID
    day: date
    notification_type: str
    postage: str
    provider: str
    notifications: int
    units: int

    @property
    def sheets(self) -> int:
        """Of one letter."""
        return self.units // self.notifications if self.notifications else 0


def volumes(first: date, after: date, service_id: UUID | None = None) -> Iterator[Volume]:
    """Of one service, or of all, from the first day up to, not including, `after`."""
    ours = Q(service=service_id) if service_id else Q()
    yield from _old(ours & Q(day__gte=first, day__lt=after))
    span = {"created_at__gte": dates.london_midnight(first), "created_at__lt": dates.london_midnight(after)}
    yield from _recent(ours & Q(**span))


def _old(wanted: Q) -> Iterator[Volume]:
    rows = DailyUsage.objects.filter(wanted).exclude(status__in=NOT_CHARGED)
    columns = ("service", "day", "notification_type", "postage", "notifications_sent", "billable_units")
    for service_id, day, channel, postage, count, units in rows.values_list(*columns):
        provider = PROVIDERS.get(channel, NOT_SENT_YET)
        yield Volume(service_id, day, channel, postage or NO_POSTAGE, provider, count, units)


def _recent(wanted: Q) -> Iterator[Volume]:
    rows = real(Notification.objects.filter(wanted)).exclude(status__in=NOT_CHARGED)
    by_day = rows.order_by().annotate(day=TruncDate("created_at", tzinfo=dates.LONDON))
    columns = ("service", "day", "notification_type", "postage", "sent_by", "billable_units")
    for service_id, day, channel, postage, provider, units, count in by_day.values_list(*columns).annotate(
        count=Count("id")
    ):
        yield Volume(
            service_id,
            day,
            channel,
            postage or NO_POSTAGE,
            provider or NOT_SENT_YET,
            count,
            count * units,
        )
