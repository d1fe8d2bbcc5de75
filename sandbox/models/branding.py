import uuid

from django.db import models

from sandbox.models.base import Changing
from sandbox.models.people import User


class EmailBranding(Changing):
    name = models.CharField(max_length=255, unique=True)
    brand_type = models.CharField(max_length=20, default="org")
    colour = models.CharField(max_length=7, null=True)
    logo = models.CharField(max_length=255, null=True)
    text = models.CharField(max_length=255, null=True)
    alt_text = models.CharField(max_length=255, null=True)
    active = models.BooleanField(default=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True)

    created_by_id: uuid.UUID | None


class LetterBranding(Changing):
    name = models.CharField(max_length=255, unique=True)
    filename = models.CharField(max_length=255, unique=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True)

    created_by_id: uuid.UUID | None
