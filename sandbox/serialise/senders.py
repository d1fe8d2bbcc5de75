from typing import Any

from sandbox import dates
from sandbox.models import (
    ServiceCallbackApi,
    ServiceDataRetention,
    ServiceEmailReplyTo,
    ServiceLetterContact,
    ServiceSmsSender,
)
from sandbox.models.senders import Sender

Json = dict[str, Any]


def _sender(sender: Sender) -> Json:
    return {
        "id": sender.id,
        "service_id": sender.service_id,
        "is_default": sender.is_default,
        "archived": sender.archived,
        "created_at": dates.zulu(sender.created_at),
        "updated_at": dates.zulu_or_null(sender.updated_at),
    }


def email_reply_to(row: ServiceEmailReplyTo) -> Json:
    return _sender(row) | {"email_address": row.email_address}


def sms_sender(row: ServiceSmsSender) -> Json:
    return _sender(row) | {"sms_sender": row.sms_sender, "inbound_number_id": row.inbound_number_id}


def letter_contact(row: ServiceLetterContact) -> Json:
    return _sender(row) | {"contact_block": row.contact_block}


def data_retention(row: ServiceDataRetention) -> Json:
    return {
        "id": row.id,
        "service_id": row.service_id,
        "service_name": row.service.name,
        "notification_type": row.notification_type,
        "days_of_retention": row.days_of_retention,
        "created_at": dates.zulu(row.created_at),
        "updated_at": dates.zulu_or_null(row.updated_at),
    }


def callback_api(row: ServiceCallbackApi) -> Json:
    return {
        "id": row.id,
        "service_id": row.service_id,
        "url": row.url,
        "updated_by_id": row.updated_by_id,
        "created_at": dates.zulu(row.created_at),
        "updated_at": dates.zulu_or_null(row.updated_at),
    }
