"""How many messages a service may send in a day, how many it has sent, and when it starts again."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from django.conf import settings

from gateway import service_api_client
from portal_apps.services.models import Service

INTERNATIONAL = "international_sms"
NAMES = {
    "email": "email",
    "sms": "text message",
    "letter": "letter",
    INTERNATIONAL: "international text message",
}


@dataclass(frozen=True, slots=True)
class DailyLimit:
    """`used` is None where nobody can tell: texts abroad are counted only in the Redis of the API."""

    kind: str
    limit: int
    used: int | None

    @classmethod
    def of(cls, service: Service, kind: str) -> Self:
        return cls(kind, service.facts[f"{kind}_message_limit"], _used_today(service.id, kind))

    @property
    def name(self) -> str:
        return NAMES[self.kind]

    @property
    def left(self) -> int | None:
        return None if self.used is None else max(0, self.limit - self.used)

    @property
    def starts_again_at(self) -> datetime:
        """Days are counted from midnight UTC, which is 1am in London while clocks are forward."""
        today = datetime.now(tz=UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        return today + timedelta(days=1)


def _used_today(service_id: str, kind: str) -> int | None:
    """The API's own counter where it shares its Redis with us, and otherwise what it says was sent today."""
    if settings.GATEWAY_SHARED_REDIS:
        return service_api_client.get_notification_count(service_id, kind)
    if kind == INTERNATIONAL:
        return None
    sent_today: int = service_api_client.get_service_statistics(service_id, limit_days=0)[kind]["requested"]
    return sent_today
