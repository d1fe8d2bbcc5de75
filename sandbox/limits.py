"""How many messages a service may send on a day, by channel. Counted in the database, so that a limit is never overrun."""

from django.db.models import QuerySet, Sum

from sandbox.api.errors import ApiError
from sandbox.models import Job, Notification, Service
from sandbox.statistics import recent

INTERNATIONAL = "international_sms"
IN_PROGRESS = "in progress"


class TooManyRequestsError(ApiError):
    """429: the limit of the day is reached."""

    def __init__(self, channel: str, limit: int) -> None:
        super().__init__(f"Exceeded send limits ({channel}: {limit}) for today", 429)


def check(service: Service, channel: str, *, international: bool = False, wanted: int = 1) -> None:
    """Raises TooManyRequestsError when so many more messages would be more than today's limit.

    Call it within the transaction that writes the messages: it holds the service, so that two senders cannot both take the
    last place. Messages sent with a test key neither count nor are counted.
    """
    held = Service.objects.select_for_update().get(id=service.id)
    today = recent(held, 0).filter(notification_type=channel).exclude(status="cancelled")
    _check(held, channel, today, wanted + _promised(held, channel))
    if international and channel == "sms":
        check_international(held, wanted)


def check_international(service: Service, wanted: int) -> None:
    """The same for texts abroad, which have a limit of their own besides. A job with none of them is never over it."""
    if not wanted:
        return
    today = recent(service, 0).filter(notification_type="sms", international=True)
    _check(service, INTERNATIONAL, today, wanted)


def _check(service: Service, name: str, today: QuerySet[Notification], wanted: int) -> None:
    limit: int = getattr(service, f"{name}_message_limit")
    if today.count() + wanted > limit:
        raise TooManyRequestsError(name, limit)


def _promised(service: Service, channel: str) -> int:
    """The rows of jobs in progress that are not messages yet: a job takes all its places when it begins."""
    jobs = Job.objects.filter(service=service, job_status=IN_PROGRESS, template__template_type=channel)
    rows = jobs.aggregate(rows=Sum("notification_count"))["rows"] or 0
    return max(0, rows - Notification.objects.filter(job__in=jobs).count())
