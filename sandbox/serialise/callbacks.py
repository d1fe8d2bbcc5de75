"""The JSON that the API posts to services."""

from typing import Any

from sandbox import dates
from sandbox.models import InboundSms, Notification

Json = dict[str, Any]


def delivery_status(row: Notification) -> Json:
    return {
        "id": str(row.id),
        "reference": row.client_reference,
        "to": row.to,
        "status": row.status,
        "created_at": dates.zulu(row.created_at),
        "completed_at": dates.zulu_or_null(row.updated_at),
        "sent_at": dates.zulu_or_null(row.sent_at),
        "notification_type": row.notification_type,
        "template_id": str(row.template_id),
        "template_version": row.template_version,
    }


def received_text(row: InboundSms) -> Json:
    return {
        "id": str(row.id),
        "source_number": row.user_number,
        "destination_number": row.notify_number,
        "message": row.content,
        "date_received": dates.zulu(row.created_at),
    }
