"""The life of a job: it waits for its time, then every row of its file becomes a message."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from sandbox import dates, letter_addresses, limits, recipient_files, sending
from sandbox.api.errors import BadRequestError
from sandbox.api.recipients import normalised
from sandbox.limits import TooManyRequestsError
from sandbox.message_content import content_of
from sandbox.models import Job, TemplateHistory
from sandbox.personalisation import placeholders
from sandbox.recipient_checks import Recipient, phone_number
from sandbox.recipient_files import RecipientFile

WAITING = ("pending", "scheduled")
LIMIT_REACHED = "sending limits exceeded"


def begin_due(now: datetime) -> None:
    """Jobs whose time has come are done, all of a job's rows at once."""
    for job in _due(now):
        with transaction.atomic():
            # Whoever takes the job out of waiting does it; another thread finds it taken.
            taken = _due(now).filter(id=job.id).update(job_status="in progress", processing_started=now)
            if taken:
                _finish(job, now)


def _due(now: datetime) -> QuerySet[Job]:
    due = Job.objects.filter(Q(scheduled_for=None) | Q(scheduled_for__lte=now), job_status__in=WAITING)
    return due.select_related("service", "template").order_by("created_at")


def _finish(job: Job, now: datetime) -> None:
    job.processing_started = now
    try:
        sending.send_all(_drafts(job, recipient_files.read(job.service_id, job.id)))
        job.job_status = "finished"
        job.processing_finished = dates.now()
    except TooManyRequestsError:
        job.job_status = LIMIT_REACHED
    except (OSError, ValueError, BadRequestError):
        # Nothing was written yet: a job is all its rows or none.
        job.job_status = "error"
    job.save_change()


def _drafts(job: Job, file: RecipientFile) -> list[sending.Draft]:
    limits.check(job.service, job.template.template_type, wanted=len(file.rows))
    job.template.version = job.template_version
    version = TemplateHistory.objects.get(template=job.template, version=job.template_version)
    sender = sending.sender_of(job.template, file.metadata.get("sender_id"))
    origin = sending.Origin(job=job, created_by_id=job.created_by.id)
    blanks = dict.fromkeys(placeholders(f"{version.subject or ''} {version.content}"), "")
    return [
        sending.Draft(
            service=job.service,
            template=job.template,
            recipient=_recipient(version.template_type, row.recipient, row.values),
            content=content_of(job.service, version, blanks | row.values),
            origin=origin,
            values=row.values,
            sender=sender,
            job_row_number=row.number,
        )
        for row in file.rows
    ]


def _recipient(channel: str, to: str, values: dict[str, object]) -> Recipient:
    """The portal has checked the file; what is wrong nevertheless fails as a whole."""
    if channel == "letter":
        return letter_addresses.recipient(values)
    return phone_number(to, landlines=True) if channel == "sms" else Recipient(to, normalised(to, channel))
