import uuid

from django.db import models

from sandbox.models.base import Row
from sandbox.models.services import Service


class Callback(Row):
    """Something a service wants to be told, until it has been or never will be."""

    service = models.ForeignKey(Service, models.CASCADE)
    callback_type = models.CharField(max_length=20)
    payload = models.JSONField()
    attempts = models.IntegerField(default=0)
    # When it is to be tried next; null when it is over.
    due_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=60, default="")

    service_id: uuid.UUID

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(due_at__isnull=False), name="to_be_told")
        ]
