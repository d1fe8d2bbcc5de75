"""What the panels of the dashboard show: each asked for at once with the others, and missed alone when it cannot be had."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from gateway import (
    fan_out,
    job_api_client,
    keys,
    prefetch,
    service_api_client,
    template_statistics_client,
)
from portal_apps.core.panels import Missed, or_missed
from portal_apps.core.permissions import Visit, manage_service
from portal_apps.services.statistics import MessageCounts
from portal_apps.services.usage import YearToDate

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Panels:
    """The counts are the page itself; the others are there or named in `missing`."""

    counts: MessageCounts
    scheduled: Json
    received: Json | None = None
    unsubscribes: Json = field(default_factory=dict)
    returned: Json | None = None
    usage: YearToDate | None = None
    missing: tuple[str, ...] = ()

    @classmethod
    def of(cls, visit: Visit, *, with_usage: bool = False) -> Self:
        """Raises what the API raises about the counts, without which there is no dashboard."""
        service_id = visit.service.id
        calls = _beside(visit.service)
        if with_usage and visit.may(manage_service):
            calls["usage"] = or_missed("usage", lambda: YearToDate.of(service_id))
        statistics, *others = fan_out(
            lambda: template_statistics_client.get_template_statistics_for_service(service_id),
            *calls.values(),
        )
        answers = dict(zip(calls, others, strict=True))
        there = {name: answer for name, answer in answers.items() if not isinstance(answer, Missed)}
        missing = tuple(answer.name for answer in others if isinstance(answer, Missed))
        return cls(
            MessageCounts.from_rows(statistics), **{"scheduled": {"count": 0}, **there}, missing=missing
        )


def _beside(service: Any) -> dict[str, Callable[[], Any]]:
    service_id = service.id
    prefetch(
        keys.UNSUBSCRIBE_STATISTICS.fill(service_id=service_id),
        keys.RETURNED_LETTER_STATISTICS.fill(service_id=service_id),
    )
    calls: dict[str, Callable[[], Any]] = {
        "scheduled": or_missed("scheduled files", lambda: job_api_client.get_scheduled_job_stats(service_id)),
        "unsubscribes": or_missed(
            "unsubscribe requests", lambda: service_api_client.get_unsubscribe_request_statistics(service_id)
        ),
    }
    if service.has_permission("inbound_sms"):
        calls["received"] = or_missed(
            "received text messages", lambda: service_api_client.get_inbound_sms_summary(service_id)
        )
    if service.has_permission("letter"):
        calls["returned"] = or_missed(
            "returned letters", lambda: service_api_client.get_returned_letter_statistics(service_id)
        )
    return calls
