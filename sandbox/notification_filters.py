"""Which of a service's messages a list shows. The query string and the JSON body of a search say it alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from sandbox import dates
from sandbox.api import query, recipients, schema
from sandbox.api.paging import PAGE_SIZE
from sandbox.api.schema import Schema
from sandbox.models import Notification
from sandbox.serialise.messages import WITH_RELATIONS

STATUS_SHORTCUTS = {
    "failed": (
        "failed",
        "technical-failure",
        "temporary-failure",
        "permanent-failure",
        "validation-failed",
        "virus-scan-failed",
        "returned-letter",
    ),
    "accepted": ("created", "sending"),
    "received": ("delivered",),
}
# What a query string may say. The body of a search says the same, and may say null.
FILTERS: dict[str, Schema] = {
    "template_type": query.TEXTS,
    "status": query.TEXTS,
    "limit_days": query.DAYS,
    "include_jobs": query.flag(default=True),
    "include_one_off": query.flag(default=True),
    "include_from_test_key": query.flag(default=False),
    "count_pages": query.flag(default=True),
    "to": schema.STRING,
    "page": query.PAGE,
    "page_size": query.otherwise(query.PAGE, PAGE_SIZE),
}
PLAIN = tuple(name for name in FILTERS if name not in {"template_type", "status"})


@dataclass(frozen=True)
class NotificationFilters:
    template_types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    limit_days: int | None = None
    include_jobs: bool = True
    include_one_off: bool = True
    include_from_test_key: bool = False
    count_pages: bool = True
    to: str = ""
    page: int = 1
    page_size: int = PAGE_SIZE

    def rows_of(self, service_id: UUID) -> QuerySet[Notification]:
        return self.rows(Notification.objects.filter(service=service_id))

    def rows(self, notifications: QuerySet[Notification]) -> QuerySet[Notification]:
        """Newest first, with everything the JSON needs."""
        wanted = Q()
        if self.template_types:
            wanted &= Q(notification_type__in=self.template_types)
        if self.statuses:
            wanted &= Q(
                status__in=[s for status in self.statuses for s in STATUS_SHORTCUTS.get(status, (status,))]
            )
        if self.limit_days is not None:
            wanted &= Q(created_at__gte=dates.midnight_days_ago(self.limit_days))
        if not self.include_jobs:
            wanted &= Q(job=None)
        if not self.include_one_off:
            wanted &= ~Q(job=None, api_key=None)
        if not self.include_from_test_key:
            wanted &= ~Q(key_type="test")
        return (
            notifications.filter(wanted & self._to())
            .select_related(*WITH_RELATIONS)
            .order_by("-created_at", "id")
        )

    def _to(self) -> Q:
        """Part of a recipient, however it is typed, or the whole of the sender's own reference."""
        if not self.to:
            return Q()
        plain = recipients.normalised(self.to, "email")
        found = Q(normalised_to__contains=plain) | Q(client_reference__iexact=self.to)
        number = recipients.normalised_phone_number(self.to)
        return (
            found | Q(notification_type="sms", normalised_to__contains=number)
            if number.isdecimal()
            else found
        )


def whole() -> QuerySet[Notification]:
    """Messages with everything the JSON needs."""
    return Notification.objects.select_related(*WITH_RELATIONS)


def from_values(values: Mapping[str, Any]) -> NotificationFilters:
    """A value that is null is as good as none at all."""
    given = {name: value for name, value in values.items() if value is not None}
    return NotificationFilters(
        template_types=_texts(given.get("template_type", ())),
        statuses=_texts(given.get("status", ())),
        **{name: given[name] for name in PLAIN if name in given},
    )


def _texts(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
