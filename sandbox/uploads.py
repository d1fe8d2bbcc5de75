"""What people uploaded: jobs, and letters as files, of which those that are printed together are one row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate

from sandbox import dates
from sandbox.letters import timings
from sandbox.models import Job, Notification
from sandbox.serialise.messages import job_statistics, upload_json

NOT_SHOWN = ("cancelled", "scheduled")
LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """Where a row stands in the list: those yet to begin first, then the latest begun."""

    begun: datetime
    made: datetime
    job_id: UUID | None = None
    letters: int = 0

    @property
    def order(self) -> tuple[datetime, datetime]:
        return self.begun, self.made


def places(service_id: UUID, days: int | None) -> list[Place]:
    """Every upload of these days, in order. Jobs from a contact list are with their list."""
    since = {} if days is None else {"created_at__gte": dates.midnight_days_ago(days)}
    jobs = Job.objects.filter(service=service_id, archived=False, contact_list_id=None, **since)
    jobs = jobs.exclude(job_status__in=NOT_SHOWN)
    rows = jobs.values_list("processing_started", "created_at", "id")
    found = [Place(begun or LATEST, made, job_id) for begun, made, job_id in rows]
    found += [
        Place(timings.print_time(day), timings.print_time(day), letters=count)
        for day, count in _letter_days(service_id, since)
    ]
    return sorted(found, key=lambda place: place.order, reverse=True)


def as_json(page: Sequence[Place]) -> list[dict[str, Any]]:
    ids = [place.job_id for place in page if place.job_id]
    jobs = {job.id: job for job in Job.objects.filter(id__in=ids).select_related("template")}
    statistics = job_statistics(jobs.values())
    return [
        upload_json(jobs[place.job_id], statistics[place.job_id]) if place.job_id else _letter_day(place)
        for place in page
    ]


def letters_of_day(service_id: UUID, day: date) -> QuerySet[Notification]:
    """Those printed together, the latest first."""
    return _by_print_day(uploaded_letters(service_id)).filter(print_day=day).order_by("-created_at", "id")


def uploaded_letters(service_id: UUID) -> QuerySet[Notification]:
    """By people: those of programs are no uploads."""
    letters = Notification.objects.filter(service=service_id, notification_type="letter", api_key=None)
    return letters.filter(template__hidden=True).exclude(status="cancelled")


def _letter_days(service_id: UUID, since: dict[str, Any]) -> list[tuple[date, int]]:
    rows = _by_print_day(uploaded_letters(service_id).filter(**since))
    counted = rows.order_by().values("print_day").annotate(count=Count("id"))
    return [(row["print_day"], row["count"]) for row in counted]


def _by_print_day(letters: QuerySet[Notification]) -> QuerySet[Notification]:
    return letters.annotate(
        print_day=TruncDate(F("created_at") + timings.UNTIL_MIDNIGHT, tzinfo=dates.LONDON)
    )


def _letter_day(place: Place) -> dict[str, Any]:
    return {
        "id": None,
        "original_file_name": "Uploaded letters",
        "notification_count": place.letters,
        # The time of London, as if it were that of the world.
        "created_at": f"{place.made:%Y-%m-%d %H:%M:%S}",
        "upload_type": "letter_day",
        "template_type": "letter",
        "recipient": None,
        "statistics": [],
    }
