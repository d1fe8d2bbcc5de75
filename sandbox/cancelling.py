# ruff: noqa: RUF001 - the sentences are the API's, with its apostrophes
"""Cancelling letters, one or a whole job of them: as long as they have not gone to the printer."""

from sandbox import dates
from sandbox.api.errors import BadRequestError, UnmarkedError
from sandbox.letters import timings
from sandbox.models import Job, Notification

CANCELLABLE = ("created", "pending-virus-check")
CANCELLED = "cancelled"
ONLY_LETTERS = "Notification cannot be cancelled - only letters can be cancelled"
ALREADY_CANCELLED = "This letter has already been cancelled."
ONLY_LETTER_JOBS = "Only letter jobs can be cancelled through this endpoint. This is not a letter job."
STILL_PROCESSING = "We are still processing these letters, please try again in a minute."
ALREADY_SENT = "It’s too late to cancel sending, these letters have already been sent."


def cancel(letter: Notification) -> None:
    """Raises BadRequestError for what is no letter, is on its way or is cancelled."""
    _check(letter)
    letter.status = CANCELLED
    letter.ends_as = None
    letter.save_change("status", "ends_as")


def cancel_job(job: Job) -> int:
    """How many letters were cancelled. Raises UnmarkedError when they cannot all be."""
    letters = Notification.objects.filter(job=job)
    _check_job(job, list(letters.values_list("status", flat=True)))
    count = letters.filter(status__in=CANCELLABLE).update(
        status=CANCELLED, ends_as=None, billable_units=0, updated_at=dates.now()
    )
    job.job_status = CANCELLED
    job.save_change("job_status")
    return count


def _check(letter: Notification) -> None:
    now = dates.now()
    if letter.notification_type != "letter":
        raise BadRequestError(ONLY_LETTERS)
    if timings.is_too_late(letter.created_at, now):
        day = timings.print_day_words(letter.created_at, now)
        raise BadRequestError(f"It’s too late to cancel this letter. Printing started {day} at 5.30pm")
    if letter.status == CANCELLED:
        raise BadRequestError(ALREADY_CANCELLED)
    if letter.status not in CANCELLABLE:
        made = dates.plain(letter.created_at)
        raise BadRequestError(
            f"We could not cancel this letter. Letter status: {letter.status}, created_at: {made}"
        )


def _check_job(job: Job, statuses: list[str]) -> None:
    if job.template.template_type != "letter":
        raise UnmarkedError(ONLY_LETTER_JOBS)
    if job.job_status != "finished" or len(statuses) != job.notification_count:
        raise UnmarkedError(STILL_PROCESSING)
    too_late = timings.is_too_late(job.created_at, dates.now())
    if too_late or not all(status in CANCELLABLE for status in statuses):
        raise UnmarkedError(ALREADY_SENT)
