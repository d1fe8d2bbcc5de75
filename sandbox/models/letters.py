"""Letters that came as a PDF file, which is kept with them."""

import uuid

from django.db import models

from sandbox.models.base import Record
from sandbox.models.messages import Notification


class LetterFile(Record):
    notification = models.OneToOneField(Notification, models.CASCADE, primary_key=True)
    pdf = models.BinaryField()
    # What the check found. Files of programs are checked some time after they came.
    is_checked = models.BooleanField(default=False)
    message = models.CharField(max_length=50, default="")
    page_count = models.IntegerField(null=True)
    invalid_pages = models.JSONField(default=list)

    notification_id: uuid.UUID

    class Meta:
        indexes = [
            models.Index(fields=["is_checked"], condition=models.Q(is_checked=False), name="to_be_checked"),
        ]
