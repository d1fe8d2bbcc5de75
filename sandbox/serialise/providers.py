from typing import Any

from sandbox import dates
from sandbox.models import InboundNumber, ProviderDetails
from sandbox.serialise.people import author

Json = dict[str, Any]


def inbound_number(number: InboundNumber) -> Json:
    service = number.service
    return {
        "id": number.id,
        "number": number.number,
        "provider": number.provider,
        "service": {"id": service.id, "name": service.name} if service else None,
        "active": number.active,
        "created_at": dates.zulu(number.created_at),
        "updated_at": dates.zulu_or_null(number.updated_at),
    }


def provider(row: ProviderDetails) -> Json:
    return _facts(row) | {
        "created_by": author(row.created_by) if row.created_by else None,
        "updated_at": dates.zulu_or_null(row.updated_at),
        "version": row.version,
    }


def provider_for_list(row: ProviderDetails, billable_sms: int) -> Json:
    return _facts(row) | {
        "created_by_name": row.created_by.name if row.created_by else None,
        "updated_at": dates.http_date_or_null(row.updated_at),
        "current_month_billable_sms": billable_sms,
    }


def _facts(row: ProviderDetails) -> Json:
    return {
        "id": row.id,
        "display_name": row.display_name,
        "identifier": row.identifier,
        "notification_type": row.notification_type,
        "priority": row.priority,
        "active": row.active,
        "supports_international": row.supports_international,
        "reason": row.reason,
    }
