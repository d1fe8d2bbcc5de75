import uuid
from typing import ClassVar, Self

from django.db import models

from sandbox import dates


class Record(models.Model):
    objects: ClassVar[models.Manager[Self]]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


class Row(Record):
    """A UUID key, as every object of the API has, and the moment it was made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    created_at = models.DateTimeField(default=dates.now)

    class Meta:
        abstract = True


class Changing(Row):
    """A row that also says when it last changed; null until it does."""

    updated_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def save_change(self, *columns: str) -> None:
        """With columns, the others stay what somebody else may have made of them since the row was read."""
        self.updated_at = dates.now()
        self.save(update_fields=(*columns, "updated_at") if columns else None)
