from typing import Any

from sandbox import dates
from sandbox.models import InboundNumber

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
