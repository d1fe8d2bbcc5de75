"""The newest messages of a crowd, in the outbox as well."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sandbox.crowd.bulk import Value, plain_id, plain_time
from sandbox.crowd.plan import Plan
from sandbox.models import Crowd, Notification
from sandbox.personalisation import fill
from sandbox.world.ids import uid

COLUMNS = ("uuid", "created_at", "message_type", "to", "subject", "body", "template_id")
READ_AT_ONCE = 5_000


def newest(crowd: Crowd, plan: Plan) -> list[UUID]:
    """The notifications that belong into the outbox, the oldest first."""
    services = {uid("crowd", crowd.seed, number, "service") for number in range(plan.size.services)}
    rows = (
        Notification.objects.filter(created_at__lte=crowd.created_at)
        .exclude(notification_type="letter")
        .exclude(key_type="test")
    )
    found: list[UUID] = []
    for identifier, service in (
        rows.order_by("-created_at", "id").values_list("id", "service").iterator(READ_AT_ONCE)
    ):
        if len(found) == plan.size.outbox:
            break
        if service in services:
            found.append(identifier)
    return found[::-1]


def values(identifiers: Sequence[UUID]) -> Iterator[tuple[Value, ...]]:
    rows = Notification.objects.select_related("template", "service").in_bulk(identifiers)
    for identifier in identifiers:
        row = rows[identifier]
        template, body = row.template, fill(row.template.content, row.personalisation)
        if row.notification_type == "sms" and row.service.prefix_sms:
            body = f"{row.service.name}: {body}"
        yield (
            plain_id(uid("outbox", identifier)),
            plain_time(row.created_at),
            row.notification_type,
            row.to,
            fill(template.subject, row.personalisation) if template.subject else "",
            body,
            plain_id(template.id),
        )
