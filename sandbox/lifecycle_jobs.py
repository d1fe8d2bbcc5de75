"""The life of a job: it waits for its time, then every row of its file becomes a message."""

import logging
import threading
import time
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from sandbox import dates, letter_addresses, limits, recipient_checks, recipient_files, sending
from sandbox.addressees import Recipient
from sandbox.api.errors import BadRequestError
from sandbox.documents.in_emails import Files
from sandbox.letters.addresses import address_of
from sandbox.limits import TooManyRequestsError
from sandbox.message_content import content_of
from sandbox.models import Job, Service, TemplateHistory
from sandbox.personalisation import placeholders
from sandbox.recipient_files import RecipientFile, RecipientRow
from sandbox.writing import writing

WAITING = ("pending", "scheduled")
LIMIT_REACHED = "sending limits exceeded"
# A job of more rows takes longer than anybody waits for an answer.
ROWS_IN_PASSING = 1000
# Rows written at a time: others get to write between two portions of a large file.
PORTION = 1000
# SQLite lets whoever waits for the lock look for it every tenth of a second: a long job lets go of it for as long.
PAUSE_SECONDS = 0.1

logger = logging.getLogger("sandbox.jobs")


def begin_due(now: datetime, address: str) -> None:
    """Jobs whose time has come are done, by the thread that comes first. `address` is the sandbox's, for links."""
    for job_id in list(_due(now).values_list("id", flat=True)):
        job = _taken(job_id, now)
        if job is None:
            continue
        if job.notification_count <= ROWS_IN_PASSING:
            _process(job, address)
        else:
            LongJob(job, address).start()


class LongJob(threading.Thread):
    """A job that is done while everybody gets answers, and sees how far it is."""

    def __init__(self, job: Job, address: str) -> None:
        super().__init__(name=f"job {job.id}", daemon=True)
        self.job = job
        self.address = address

    def run(self) -> None:
        try:
            _process(self.job, self.address, pause=PAUSE_SECONDS)
        except Exception:
            logger.exception("The job %s broke off", self.job.id)
            self.job.job_status = "error"
            self.job.save_change("job_status")
        finally:
            connection.close()


def _due(now: datetime) -> QuerySet[Job]:
    due = Job.objects.filter(Q(scheduled_for=None) | Q(scheduled_for__lte=now), job_status__in=WAITING)
    return due.order_by("created_at")


def _taken(job_id: UUID, now: datetime) -> Job | None:
    """The job, in progress from now on; None when another thread has it or its rows are too many for today."""
    with writing():
        held = _due(now).select_related("service", "template").select_for_update(of=("self",))
        job = held.filter(id=job_id).first()
        if job is None:
            return None
        job.processing_started = now
        try:
            limits.check(job.service, job.template.template_type, wanted=job.notification_count)
            job.job_status = limits.IN_PROGRESS
        except TooManyRequestsError:
            job.job_status = LIMIT_REACHED
        job.save_change()
    return job if job.job_status == limits.IN_PROGRESS else None


def _process(job: Job, address: str, pause: float = 0) -> None:
    files = Files(job.template, {}, address)
    try:
        drafts = _drafts(job, recipient_files.read(job.service_id, job.id), files)
        abroad = sum(draft.recipient.international for draft in drafts)
        limits.check_international(job.service, abroad if job.template.template_type == "sms" else 0)
    except TooManyRequestsError:
        job.job_status = LIMIT_REACHED
    except (OSError, ValueError, BadRequestError):
        # Nothing is written yet: a job is all its rows or none.
        job.job_status = "error"
    else:
        files.save()
        for first in range(0, len(drafts), PORTION):
            with writing():
                sending.send_all(drafts[first : first + PORTION])
            time.sleep(pause)
        job.job_status = "finished"
        job.processing_finished = dates.now()
    job.save_change("job_status", "processing_finished")


def _drafts(job: Job, file: RecipientFile, files: Files) -> list[sending.Draft]:
    job.template.version = job.template_version
    version = TemplateHistory.objects.get(template=job.template, version=job.template_version)
    sender = sending.sender_of(job.template, file.metadata.get("sender_id"))
    origin = sending.Origin(job=job, created_by_id=job.created_by.id)
    blanks = dict.fromkeys(placeholders(f"{version.subject or ''} {version.content}"), "")
    drafts = []
    for row in file.rows:
        values = row.values | files.links(row.recipient)
        drafts.append(
            sending.Draft(
                service=job.service,
                template=job.template,
                recipient=_recipient(job.service, version.template_type, row),
                content=content_of(job.service, version, blanks | values),
                origin=origin,
                values=values,
                sender=sender,
                job_row_number=row.number,
            )
        )
    return drafts


def _recipient(service: Service, channel: str, row: RecipientRow) -> Recipient:
    """The portal has checked the file; what is wrong nevertheless stops the job."""
    if channel == "letter":
        return letter_addresses.recipient(address_of(row.values), service.permissions)
    found = recipient_checks.recipient(service, channel, row.recipient)
    recipient_checks.check_allowed(service, found, "normal", guests=True)
    return found
