"""How long a service keeps its messages, and what is made of them."""

from uuid import UUID

from sandbox.models import ServiceDataRetention

USUAL_DAYS = 7
FEWEST_DAYS = 3


def days(service_id: UUID, channel: str) -> int:
    rows = ServiceDataRetention.objects.filter(service=service_id, notification_type=channel)
    return rows.values_list("days_of_retention", flat=True).first() or USUAL_DAYS
