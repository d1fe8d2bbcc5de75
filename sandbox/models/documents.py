import uuid

from django.db import models

from sandbox.models.base import Row
from sandbox.models.services import Service


class Document(Row):
    """A file somebody was sent: who may open it, and until when. Its bytes are in the file store."""

    service = models.ForeignKey(Service, models.CASCADE)
    filename = models.CharField(max_length=255, null=True)
    mimetype = models.CharField(max_length=100)
    size = models.IntegerField()
    # In every link to it: who has none cannot guess one.
    secret = models.CharField(max_length=43)
    # Who must say that they are: the address it was sent to.
    confirm_email = models.CharField(max_length=255, default="")
    available_until = models.DateTimeField()
    file_kind = models.CharField(max_length=30)
    file_key = models.CharField(max_length=100)

    service_id: uuid.UUID
