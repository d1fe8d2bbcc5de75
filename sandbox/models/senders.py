"""Where a service's messages come from and where its news goes."""

import uuid

from django.db import models

from sandbox.models.base import Changing
from sandbox.models.people import User
from sandbox.models.services import Service


class Sender(Changing):
    """One of several per service; at most one is the default."""

    service = models.ForeignKey(Service, models.CASCADE)
    is_default = models.BooleanField(default=False)
    archived = models.BooleanField(default=False)

    service_id: uuid.UUID

    class Meta:
        abstract = True


class ServiceEmailReplyTo(Sender):
    email_address = models.CharField(max_length=255)


class ServiceSmsSender(Sender):
    sms_sender = models.CharField(max_length=11)
    inbound_number_id = models.UUIDField(null=True)


class ServiceLetterContact(Sender):
    contact_block = models.TextField()


class ServiceDataRetention(Changing):
    service = models.ForeignKey(Service, models.CASCADE)
    notification_type = models.CharField(max_length=10)
    days_of_retention = models.IntegerField()

    service_id: uuid.UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "notification_type"], name="one_retention_a_channel")
        ]


class ServiceCallbackApi(Changing):
    service = models.ForeignKey(Service, models.CASCADE)
    callback_type = models.CharField(max_length=20)
    url = models.CharField(max_length=255)
    bearer_token = models.CharField(max_length=255)
    updated_by = models.ForeignKey(User, models.CASCADE)

    service_id: uuid.UUID
    updated_by_id: uuid.UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "callback_type"], name="one_callback_of_a_type")
        ]
