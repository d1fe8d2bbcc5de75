"""What people ask of a service or of the API, and what becomes of it."""

import uuid

from django.db import models

from sandbox.models.base import Changing, Row
from sandbox.models.people import User
from sandbox.models.services import Service


class ServiceJoinRequest(Row):
    """Somebody of the organisation wants to join the team, and has told some of its members."""

    service = models.ForeignKey(Service, models.CASCADE)
    requester = models.ForeignKey(User, models.CASCADE, related_name="+")
    contacted_service_users = models.ManyToManyField(User, related_name="+")
    reason = models.TextField(null=True)
    status = models.CharField(max_length=10, default="pending")
    status_changed_at = models.DateTimeField(null=True)
    status_changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    service_id: uuid.UUID


class ServiceContactList(Row):
    """The facts about a saved list of recipients; the list itself is in the portal's file store."""

    service = models.ForeignKey(Service, models.CASCADE)
    original_file_name = models.CharField(max_length=255)
    row_count = models.IntegerField()
    template_type = models.CharField(max_length=10)
    created_by = models.ForeignKey(User, models.CASCADE)
    archived = models.BooleanField(default=False)

    service_id: uuid.UUID


class ReportRequest(Changing):
    service = models.ForeignKey(Service, models.CASCADE)
    user = models.ForeignKey(User, models.CASCADE)
    report_type = models.CharField(max_length=30)
    status = models.CharField(max_length=15, default="pending")
    parameter = models.JSONField(default=dict)
    # When somebody began to write it; nobody else need.
    taken_at = models.DateTimeField(null=True)

    service_id: uuid.UUID
    user_id: uuid.UUID
