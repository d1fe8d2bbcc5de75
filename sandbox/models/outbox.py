from django.db import models

from sandbox.models.base import Row


class OutboxMessage(Row):
    """An e-mail or a text the sandbox would have sent."""

    message_type = models.CharField(max_length=5)
    to = models.CharField(max_length=255, db_index=True)
    subject = models.CharField(max_length=255, default="")
    body = models.TextField()
    code = models.CharField(max_length=5, default="")
    link = models.TextField(default="")

    class Meta:
        ordering = ["-created_at"]
