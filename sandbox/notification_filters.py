"""Which of a service's messages a list shows. One declaration reads the query string and the JSON body of a search."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict

from sandbox import dates
from sandbox.api import query, recipients
from sandbox.api.errors import BadRequestError
from sandbox.api.paging import PAGE_SIZE
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


def from_query(values: QueryDict) -> NotificationFilters:
    return NotificationFilters(
        template_types=tuple(values.getlist("template_type")),
        statuses=tuple(values.getlist("status")),
        limit_days=query.whole_number(values, "limit_days"),
        include_jobs=query.flag(values, "include_jobs", default=True),
        include_one_off=query.flag(values, "include_one_off", default=True),
        include_from_test_key=query.flag(values, "include_from_test_key", default=False),
        count_pages=query.flag(values, "count_pages", default=True),
        to=values.get("to", ""),
        page=_at_least_one(query.whole_number(values, "page"), "page", 1),
        page_size=_at_least_one(query.whole_number(values, "page_size"), "page_size", PAGE_SIZE),
    )


def from_body(values: Mapping[str, Any]) -> NotificationFilters:
    return NotificationFilters(
        template_types=_texts(values.get("template_type")),
        statuses=_texts(values.get("status")),
        limit_days=values.get("limit_days"),
        include_jobs=values.get("include_jobs", True),
        include_one_off=values.get("include_one_off", True),
        include_from_test_key=values.get("include_from_test_key", False),
        count_pages=values.get("count_pages", True),
        to=values.get("to") or "",
        page=_at_least_one(values.get("page"), "page", 1),
        page_size=_at_least_one(values.get("page_size"), "page_size", PAGE_SIZE),
    )


def _texts(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _at_least_one(number: int | None, name: str, otherwise: int) -> int:
    if number is None:
        return otherwise
    if number < 1:
        raise BadRequestError({name: ["Must be greater than or equal to 1."]})
    return number
