"""A job: one file of recipients on its way, and what became of its messages so far."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from gateway import fan_out, job_api_client, notification_api_client, service_api_client
from gateway.errors import NotFound
from portal_apps.activity.retention import days_left
from portal_apps.core.panels import Missed, or_missed
from portal_apps.core.statuses import ARRIVED, CHANNELS, GROUPS, UNDER_WAY, status_in_words, statuses_named
from portal_apps.service_settings.retention import days_by_channel

# How a job can end without sending.
CANCELLED, LIMIT_REACHED, FAILED = "cancelled", "sending limits exceeded", "error"
NOT_SENT = (CANCELLED, LIMIT_REACHED, FAILED)
SCHEDULED, WAITING, IN_PROGRESS = "scheduled", "pending", "in progress"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages a job has, and how many of them are how far."""

    total: int
    delivered: int
    failed: int

    @classmethod
    def of(cls, rows: int, statistics: Iterable[dict[str, Any]]) -> Self:
        """Of so many rows; what nothing was made of yet counts as being sent."""
        by_status = Counter[str]()
        for one in statistics:
            by_status[one["status"]] += one["count"]
        delivered = sum(by_status[status] for status in ARRIVED)
        on_their_way = sum(by_status[status] for status in UNDER_WAY)
        made = by_status.total()
        return cls(max(rows, made), delivered, made - delivered - on_their_way)

    @property
    def done(self) -> int:
        return self.delivered + self.failed

    @property
    def sending(self) -> int:
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class Job:
    """What has no name of its own here is in `facts`, the API's JSON."""

    facts: dict[str, Any]

    @classmethod
    def from_id(cls, service_id: str, job_id: str) -> Self:
        return cls(job_api_client.get_job(service_id, job_id)["data"])

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def name(self) -> str:
        return self.facts["original_file_name"]

    @property
    def status(self) -> str:
        return self.facts["job_status"]

    @property
    def channel(self) -> str:
        return self.facts["template_type"]

    @property
    def channel_name(self) -> str:
        return CHANNELS[self.channel].lower()

    @property
    def is_scheduled(self) -> bool:
        return self.status == SCHEDULED

    @property
    def has_begun(self) -> bool:
        return self.status not in (SCHEDULED, WAITING)

    @property
    def counts(self) -> Counts:
        rows = 0 if self.status in NOT_SENT else self.facts["notification_count"]
        return Counts.of(rows, self.facts["statistics"])

    @property
    def is_over(self) -> bool:
        """Nothing about it will change any more."""
        if self.status in NOT_SENT:
            return True
        return self.has_begun and self.status != IN_PROGRESS and not self.counts.sending

    @property
    def began_at(self) -> str:
        return self.facts["processing_started"] or self.facts["created_at"]


@dataclass(frozen=True, slots=True)
class SentMessage:
    """One row of the list, in the words of the page."""

    id: str
    recipient: str
    status: str
    has_failed: bool
    at: str

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Self:
        """Of a letter the first line of its address."""
        return cls(
            facts["id"],
            facts["to"].strip().partition("\n")[0],
            status_in_words(facts["status"], facts["notification_type"]),
            facts["status"] in GROUPS["failed"],
            facts["updated_at"] or facts["created_at"],
        )


@dataclass(frozen=True, slots=True)
class LiveJob:
    """What the page of a job shows; `messages` are None where the API did not tell them."""

    job: Job
    group: str
    messages: list[SentMessage] | None
    found: int
    days_kept: int

    @classmethod
    def of(cls, service_id: str, job_id: str, named: str, page: int) -> Self:
        """The job, and a page of its messages of the statuses that are `named`. Raises NotFound."""
        statuses = statuses_named(named)
        reads: tuple[Callable[[], Any], ...] = (
            partial(Job.from_id, service_id, job_id),
            or_missed("messages", partial(_listed, service_id, job_id, statuses, page), unless=(NotFound,)),
            partial(service_api_client.get_service_data_retention, service_id),
        )
        job, listed, retention = fan_out(*reads)
        group = next((name for name, of_group in GROUPS.items() if of_group == set(statuses)), "")
        kept = days_by_channel(retention)[job.channel]
        messages, found = (None, 0) if isinstance(listed, Missed) else listed
        return cls(job, group, messages, found, kept)

    @property
    def days_left(self) -> int:
        return days_left(self.job.began_at, self.days_kept)

    @property
    def is_final(self) -> bool:
        return self.job.is_over or (self.job.has_begun and not self.days_left)


def _listed(service_id: str, job_id: str, statuses: list[str], page: int) -> tuple[list[SentMessage], int]:
    """A page of the messages, and how many there are."""
    answer = notification_api_client.get_notifications_for_service(
        service_id, job_id, status=statuses or None, page=page
    )
    return [SentMessage.from_json(facts) for facts in answer["notifications"]], answer["total"]
