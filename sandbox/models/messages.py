import uuid

from django.db import models

from sandbox.models.base import Changing, Record, Row
from sandbox.models.people import User
from sandbox.models.services import ApiKey, Service
from sandbox.models.templates import Template


class Job(Changing):
    service = models.ForeignKey(Service, models.CASCADE)
    template = models.ForeignKey(Template, models.CASCADE)
    template_version = models.IntegerField()
    original_file_name = models.CharField(max_length=255)
    notification_count = models.IntegerField()
    job_status = models.CharField(max_length=40, default="pending")
    created_by = models.ForeignKey(User, models.CASCADE)
    processing_started = models.DateTimeField(null=True)
    processing_finished = models.DateTimeField(null=True)
    scheduled_for = models.DateTimeField(null=True)
    contact_list_id = models.UUIDField(null=True)
    archived = models.BooleanField(default=False)

    service_id: uuid.UUID
    template_id: uuid.UUID
    created_by_id: uuid.UUID

    class Meta:
        indexes = [models.Index(fields=["job_status", "scheduled_for"], name="by_status_and_time")]


class Notification(Changing):
    # Of all tables this one grows largest: each index below begins with what is asked for, and ends with what is counted.
    service = models.ForeignKey(Service, models.CASCADE, db_index=False)
    template = models.ForeignKey(Template, models.CASCADE, db_index=False)
    template_version = models.IntegerField()
    job = models.ForeignKey(Job, models.CASCADE, null=True, db_index=False)
    job_row_number = models.IntegerField(null=True)
    api_key = models.ForeignKey(ApiKey, models.SET_NULL, null=True, db_index=False)
    key_type = models.CharField(max_length=10, default="normal")
    notification_type = models.CharField(max_length=10)
    status = models.CharField(max_length=30, default="created")
    # How its life will end. Null when it is over, and for seeded messages, which stay as they are.
    ends_as = models.CharField(max_length=30, null=True)
    to = models.TextField()
    normalised_to = models.TextField(null=True)
    personalisation = models.JSONField(default=dict)
    client_reference = models.CharField(max_length=1000, null=True)
    reference = models.CharField(max_length=255, null=True)
    reply_to_text = models.TextField(null=True)
    billable_units = models.IntegerField(default=1)
    rate_multiplier = models.FloatField(null=True)
    international = models.BooleanField(default=False)
    phone_prefix = models.CharField(max_length=10, null=True)
    postage = models.CharField(max_length=15, null=True)
    document_download_count = models.IntegerField(null=True)
    unsubscribe_link = models.TextField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=20, null=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, db_index=False)

    service_id: uuid.UUID
    template_id: uuid.UUID
    api_key_id: uuid.UUID | None

    class Meta:
        indexes = [
            models.Index(
                fields=["service", "created_at", "id", "notification_type", "status", "key_type", "template"],
                name="by_service_and_time",
            ),
            models.Index(fields=["template", "created_at"], name="by_template_and_time"),
            models.Index(
                fields=["job", "status", "job_row_number"],
                condition=models.Q(job__isnull=False),
                name="by_job_and_status",
            ),
            # Of texts alone: nothing else has a multiplier. SQLite recognises a partial index only by what is null.
            models.Index(
                fields=["sent_by", "created_at", "key_type", "billable_units"],
                condition=models.Q(rate_multiplier__isnull=False),
                name="texts_by_provider",
            ),
            models.Index(
                fields=["notification_type", "created_at"],
                condition=models.Q(ends_as__isnull=False),
                name="on_its_way",
            ),
        ]


class DailyUsage(Record):
    """What is left of messages older than the week the notifications cover: counts, for months and bills."""

    service = models.ForeignKey(Service, models.CASCADE)
    template = models.ForeignKey(Template, models.CASCADE)
    day = models.DateField()
    notification_type = models.CharField(max_length=10)
    status = models.CharField(max_length=30)
    postage = models.CharField(max_length=15, null=True)
    notifications_sent = models.IntegerField()
    billable_units = models.IntegerField()

    template_id: uuid.UUID


class InboundSms(Row):
    service = models.ForeignKey(Service, models.CASCADE)
    notify_number = models.CharField(max_length=20)
    user_number = models.CharField(max_length=20)
    content = models.TextField()

    service_id: uuid.UUID


class UnsubscribeRequestReport(Row):
    """The unsubscribe requests a service downloaded together."""

    service = models.ForeignKey(Service, models.CASCADE)
    earliest_timestamp = models.DateTimeField()
    latest_timestamp = models.DateTimeField()
    count = models.IntegerField()
    processed_by_service_at = models.DateTimeField(null=True)

    service_id: uuid.UUID


class UnsubscribeRequest(Row):
    service = models.ForeignKey(Service, models.CASCADE)
    notification = models.ForeignKey(Notification, models.CASCADE)
    email_address = models.CharField(max_length=255)
    report = models.ForeignKey(UnsubscribeRequestReport, models.SET_NULL, null=True)


class ReturnedLetter(Row):
    service = models.ForeignKey(Service, models.CASCADE)
    notification = models.ForeignKey(Notification, models.CASCADE)
    reported_at = models.DateField()


class Complaint(Row):
    """Somebody told their mail provider that an email is spam."""

    service = models.ForeignKey(Service, models.CASCADE)
    notification = models.ForeignKey(Notification, models.CASCADE)
    ses_feedback_id = models.CharField(max_length=255, null=True)
    complaint_type = models.CharField(max_length=30, null=True)
    complaint_date = models.DateTimeField(null=True)

    service_id: uuid.UUID
    notification_id: uuid.UUID
