from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from sandbox import dates
from sandbox.models import InboundSms, Job, Notification, TemplateHistory
from sandbox.serialise.people import author
from sandbox.serialise.templates import attachments, template_in_notification

Json = dict[str, Any]

# Columns that come out under their own name, as they are.
PLAIN_FIELDS = (
    "id",
    "status",
    "to",
    "normalised_to",
    "notification_type",
    "personalisation",
    "client_reference",
    "reference",
    "reply_to_text",
    "billable_units",
    "rate_multiplier",
    "international",
    "phone_prefix",
    "postage",
    "document_download_count",
    "unsubscribe_link",
    "sent_by",
    "job_row_number",
    "key_type",
)
# What people read in a spreadsheet of messages, by channel and status.
STATUS_WORDS = {
    "email": {
        "failed": "Failed",
        "technical-failure": "Technical failure",
        "temporary-failure": "Inbox not accepting messages right now",
        "permanent-failure": "Email address not in use",
        "virus-scan-failed": "Virus detected",
        "validation-failed": "Content or inbox data issue",
        "delivered": "Delivered",
        "sending": "Sending",
        "created": "Sending",
        "sent": "Delivered",
    },
    "sms": {
        "failed": "Failed",
        "technical-failure": "Technical failure",
        "temporary-failure": "Phone not accepting messages right now",
        "permanent-failure": "Phone number not in use",
        "delivered": "Delivered",
        "sending": "Sending",
        "created": "Sending",
        "pending": "Sending",
        "sent": "Sent internationally",
    },
    "letter": {
        "technical-failure": "Technical failure",
        "permanent-failure": "Permanent failure",
        "virus-scan-failed": "Virus detected",
        "validation-failed": "Validation failed",
        "pending-virus-check": "Pending virus check",
        "returned-letter": "Returned",
        "delivered": "Received",
        "sending": "Accepted",
        "created": "Accepted",
        "cancelled": "Cancelled",
    },
}
WITH_RELATIONS = ("template", "job", "api_key", "created_by")
CSV_COLUMNS = (
    *WITH_RELATIONS,
    "job_row_number",
    "to",
    "client_reference",
    "notification_type",
    "status",
    "created_at",
    "template__name",
    "job__original_file_name",
    "created_by__name",
    "created_by__email_address",
    "api_key__name",
)


def notification_json(notification: Notification) -> Json:
    return notifications_json([notification])[0]


def notifications_json(notifications: Sequence[Notification]) -> list[Json]:
    """With the template as it was when each was sent; one more query, however many they are."""
    versions: dict[tuple[UUID, int], TemplateHistory] = {
        (version.template_id, version.version): version
        for version in TemplateHistory.objects.filter(template__in={row.template_id for row in notifications})
    }
    attached = attachments(row.template for row in notifications)
    return [
        _notification(row, versions[row.template_id, row.template_version], attached.get(row.template_id))
        for row in notifications
    ]


def _notification(row: Notification, version: TemplateHistory, attachment: Json | None) -> Json:
    return {name: getattr(row, name) for name in PLAIN_FIELDS} | {
        "service": row.service_id,
        "api_key": row.api_key_id,
        "key_name": row.api_key.name if row.api_key else None,
        "job": {"id": row.job.id, "original_file_name": row.job.original_file_name} if row.job else None,
        "created_by": author(row.created_by) if row.created_by else None,
        "template": template_in_notification(row.template, version, row.reply_to_text, attachment),
        "created_at": dates.zulu(row.created_at),
        "sent_at": dates.zulu_or_null(row.sent_at),
        "updated_at": dates.zulu_or_null(row.updated_at),
    }


def for_csv(notifications: QuerySet[Notification]) -> QuerySet[Notification]:
    """Read no further than a line of a spreadsheet needs: there may be thousands."""
    return notifications.only(*CSV_COLUMNS)


def notification_for_csv(row: Notification) -> Json:
    return {
        "id": row.id,
        "row_number": "" if row.job_row_number is None else row.job_row_number + 1,
        "recipient": row.to,
        "client_reference": row.client_reference or "",
        "template_name": row.template.name,
        "template_type": row.notification_type,
        "job_name": row.job.original_file_name if row.job else "",
        "status": STATUS_WORDS[row.notification_type].get(row.status, row.status),
        "created_at": row.created_at.astimezone(dates.LONDON).strftime("%Y-%m-%d %H:%M:%S"),
        "created_by_name": row.created_by.name if row.created_by else None,
        "created_by_email_address": row.created_by.email_address if row.created_by else None,
        "api_key_name": row.api_key.name if row.api_key else None,
    }


def job_json(job: Job) -> Json:
    return jobs_json([job])[0]


def jobs_json(jobs: Sequence[Job]) -> list[Json]:
    statistics = job_statistics(jobs)
    return [_job(job, statistics[job.id]) for job in jobs]


def job_statistics(jobs: Iterable[Job]) -> dict[UUID, list[Json]]:
    """[{status, count}] of every job, an empty list for one that has not begun."""
    found: dict[UUID, list[Json]] = defaultdict(list)
    rows = Notification.objects.filter(job__in=list(jobs)).order_by("status").values_list("job", "status")
    for job_id, status, count in rows.annotate(count=Count("id")):
        found[job_id].append({"status": status, "count": count})
    return found


def _job(job: Job, statistics: list[Json]) -> Json:
    return {
        "id": job.id,
        "service": job.service_id,
        "service_name": {"name": job.service.name},
        "template": job.template_id,
        "template_name": job.template.name,
        "template_type": job.template.template_type,
        "template_version": job.template_version,
        "original_file_name": job.original_file_name,
        "notification_count": job.notification_count,
        "job_status": job.job_status,
        "archived": job.archived,
        "contact_list_id": job.contact_list_id,
        "created_by": {"id": job.created_by.id, "name": job.created_by.name},
        "created_at": dates.zulu(job.created_at),
        "updated_at": dates.zulu_or_null(job.updated_at),
        "scheduled_for": dates.zulu_or_null(job.scheduled_for),
        "processing_started": dates.zulu_or_null(job.processing_started),
        "processing_finished": dates.zulu_or_null(job.processing_finished),
        "statistics": statistics,
    }


def upload_json(job: Job, statistics: list[Json]) -> Json:
    return {
        "id": job.id,
        "original_file_name": job.original_file_name,
        "notification_count": job.notification_count,
        "created_at": dates.to_the_second(job.scheduled_for or job.created_at),
        "upload_type": "job",
        "template_type": job.template.template_type,
        "recipient": None,
        "statistics": statistics,
    }


def inbound_sms(row: InboundSms) -> Json:
    return {
        "id": row.id,
        "service_id": row.service_id,
        "notify_number": row.notify_number,
        "user_number": row.user_number,
        "content": row.content,
        "created_at": dates.zulu(row.created_at),
    }
