"""The companies that carry messages, and the numbers they lend out."""

from django.db import models

from sandbox.models.base import Changing, Record
from sandbox.models.people import User
from sandbox.models.services import Service


class ProviderDetails(Changing):
    display_name = models.CharField(max_length=50)
    identifier = models.CharField(max_length=20)
    notification_type = models.CharField(max_length=10)
    priority = models.IntegerField()
    active = models.BooleanField(default=True)
    supports_international = models.BooleanField(default=False)
    reason = models.TextField(null=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True)
    version = models.IntegerField(default=1)


class ProviderVersion(Record):
    """What one version of a provider looked like, as JSON ready to be shown."""

    provider = models.ForeignKey(ProviderDetails, models.CASCADE)
    version = models.IntegerField()
    snapshot = models.JSONField()


class InboundNumber(Changing):
    """A number people can text. One without a service that is active can be given to one."""

    number = models.CharField(max_length=20, unique=True)
    provider = models.CharField(max_length=20)
    service = models.ForeignKey(Service, models.SET_NULL, null=True)
    active = models.BooleanField(default=True)


class ProtectedSenderId(Record):
    """A name in texts that is kept for its owner, as people trust it."""

    sender_id = models.CharField(max_length=11, primary_key=True)
