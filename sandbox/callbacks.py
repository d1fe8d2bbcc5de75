"""What services want to be told: how their messages ended, and the texts they received. The postman tells them."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from sandbox import dates
from sandbox.models import Callback, InboundSms, Notification, ServiceCallbackApi
from sandbox.serialise.callbacks import delivery_status, received_text

DELIVERY_STATUS = "delivery_status"
INBOUND_SMS = "inbound_sms"
CHANNELS = ("email", "sms")
# The networks that report no delivery have nothing to tell either.
UNREPORTED = "sent"
PORTION = 500


def to_be_told(ending: QuerySet[Notification]) -> list[UUID]:
    """Those of the messages whose service wants to hear how they end."""
    wanting = ServiceCallbackApi.objects.filter(callback_type=DELIVERY_STATUS).values("service")
    told = ending.filter(service__in=wanting, notification_type__in=CHANNELS).exclude(ends_as=UNREPORTED)
    return list(told.values_list("id", flat=True))


def tell_of(ended: Sequence[UUID]) -> None:
    for first in range(0, len(ended), PORTION):
        rows = Notification.objects.filter(id__in=ended[first : first + PORTION])
        Callback.objects.bulk_create(
            [
                Callback(
                    service_id=row.service_id,
                    callback_type=DELIVERY_STATUS,
                    payload=delivery_status(row),
                    due_at=dates.now(),
                )
                for row in rows
            ]
        )


def tell_of_text(text: InboundSms) -> None:
    """To the program of the service, if it has one."""
    if ServiceCallbackApi.objects.filter(service=text.service_id, callback_type=INBOUND_SMS).exists():
        Callback.objects.create(
            service_id=text.service_id,
            callback_type=INBOUND_SMS,
            payload=received_text(text),
            due_at=dates.now(),
        )
