"""The life of a message: created, sending, delivered or failed. Time alone moves it on, whenever anybody looks.

`advance` brings everything up to date before a request is answered. So lists, statistics, jobs and bills always count the
same statuses.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Case, DateTimeField, Expression, ExpressionWrapper, F, Q, QuerySet, Value, When

from sandbox import callbacks, settings
from sandbox.models import Notification
from sandbox.writing import writing

LIFE = timedelta(seconds=settings.SANDBOX_DELIVERY_SECONDS)
UNTIL_SENDING = LIFE / 3
LETTER_LIFE = timedelta(seconds=settings.SANDBOX_LETTER_SECONDS)
LIVES = ((("email", "sms"), LIFE), (("letter",), LETTER_LIFE))
PROVIDERS = {"email": "ses", "sms": "mmg", "letter": "dvla"}

# The first two of each are the public documentation's; technical failures have no recipient there, so these are our own.
ENDINGS = {
    "temp-fail@simulator.notify": "temporary-failure",
    "perm-fail@simulator.notify": "permanent-failure",
    "technical-fail@simulator.notify": "technical-failure",
    "447700900003": "temporary-failure",
    "447700900002": "permanent-failure",
    "447700900004": "technical-failure",
}


def ending(channel: str, recipient: str, key_type: str, *, international: bool) -> str | None:
    """The status a message to this normalised recipient will end with; None for one that ends as soon as it is made."""
    if channel == "letter":
        return None if key_type == "test" else "delivered"
    # Many networks abroad never report a delivery.
    return ENDINGS.get(recipient, "sent" if international else "delivered")


def advance(now: datetime) -> None:
    """Every message that is on its way becomes what it should be by now."""
    for channels, life in LIVES:
        moving = _moving(channels, life, now)
        # Looking first keeps every reader from queueing for the write lock.
        if moving.exists():
            with writing():
                _move(moving, life, over=Q(created_at__lte=now - life))


def _moving(channels: Sequence[str], life: timedelta, now: datetime) -> QuerySet[Notification]:
    old_enough = Notification.objects.filter(
        ends_as__isnull=False, notification_type__in=channels, created_at__lte=now - life / 3
    )
    return old_enough.filter(Q(status="created") | Q(status="sending", created_at__lte=now - life))


def _move(moving: QuerySet[Notification], life: timedelta, over: Q) -> None:
    # Once they have moved nobody can tell which of them have just ended.
    ended = callbacks.to_be_told(moving.filter(over))
    moving.update(
        status=Case(When(over, then=F("ends_as")), default=Value("sending")),
        sent_at=_after(life / 3),
        updated_at=Case(When(over, then=_after(life)), default=_after(life / 3)),
        sent_by=Case(
            *(When(notification_type=channel, then=Value(name)) for channel, name in PROVIDERS.items())
        ),
        ends_as=Case(When(over, then=Value(None)), default=F("ends_as")),
    )
    callbacks.tell_of(ended)


def _after(duration: timedelta) -> Expression:
    return ExpressionWrapper(F("created_at") + duration, output_field=DateTimeField())
