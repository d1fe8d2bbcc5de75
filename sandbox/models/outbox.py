import uuid

from django.db import models
from django.db.models.functions import Lower

from sandbox import dates
from sandbox.models.base import Record
from sandbox.models.templates import Template


class OutboxMessage(Record):
    """A message the sandbox would have sent. Numbers go up in the order of sending, and pages of messages go by them."""

    number = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid.uuid4)
    created_at = models.DateTimeField(default=dates.now)
    message_type = models.CharField(max_length=6)
    to = models.CharField(max_length=255)
    subject = models.CharField(max_length=255, default="")
    body = models.TextField()
    code = models.CharField(max_length=5, default="")
    link = models.TextField(default="")
    # None for what the API itself writes to people about their accounts.
    template = models.ForeignKey(Template, models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(Lower("to"), models.F("number").desc(), name="by_recipient"),
            models.Index(fields=["message_type", "-number"], name="by_type"),
        ]
