"""How much was sent that somebody pays for. Bills and reports of every service are added up from these rows alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, Q, UUIDField, Value

from sandbox import dates
from sandbox.lifecycle import PROVIDERS
from sandbox.models import DailyUsage, Notification
from sandbox.periods import hour_of, london_day_of
from sandbox.statistics import real

NOT_CHARGED = frozenset({"cancelled", "validation-failed", "virus-scan-failed", "technical-failure"})
NO_POSTAGE = "none"
NOT_SENT_YET = "unknown"


class Volume(NamedTuple):
    """Messages of one service, day and channel that cost the same. `units` are parts of texts, or sheets of letters.

    Of whole platforms there may be a million. Those that were asked for together are of no service.
    """

    service_id: UUID | None
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


def volumes(first: date, after: date, wanted: Q | None = None, *, together: bool = False) -> Iterator[Volume]:
    """Of the wanted services, or of all, from the first day up to, not including, `after`."""
    ours = wanted or Q()
    yield from _old(ours & Q(day__gte=first, day__lt=after))
    span = {"created_at__gte": dates.london_midnight(first), "created_at__lt": dates.london_midnight(after)}
    yield from _recent(ours & Q(**span), together=together)


def by_service(rows: Iterable[Volume]) -> dict[UUID | None, list[Volume]]:
    found: dict[UUID | None, list[Volume]] = defaultdict(list)
    for volume in rows:
        found[volume.service_id].append(volume)
    return found


def _old(wanted: Q) -> Iterator[Volume]:
    rows = DailyUsage.objects.filter(wanted).exclude(status__in=NOT_CHARGED)
    columns = ("service", "day", "notification_type", "postage", "notifications_sent", "billable_units")
    for service_id, day, channel, postage, count, units in rows.values_list(*columns):
        provider = PROVIDERS.get(channel, NOT_SENT_YET)
        yield Volume(service_id, day, channel, postage or NO_POSTAGE, provider, count, units)


def _recent(wanted: Q, *, together: bool) -> Iterator[Volume]:
    rows = real(Notification.objects.filter(wanted)).exclude(status__in=NOT_CHARGED)
    service = Value(None, UUIDField()) if together else F("service")
    columns = ("whose", "hour", "notification_type", "postage", "sent_by", "billable_units")
    by_hour = rows.order_by().annotate(whose=service, hour=hour_of("created_at")).values_list(*columns)
    for service_id, hour, channel, postage, provider, units, count in by_hour.annotate(count=Count("id")):
        yield Volume(
            service_id,
            london_day_of(hour),
            channel,
            postage or NO_POSTAGE,
            provider or NOT_SENT_YET,
            count,
            count * units,
        )
