"""Programs read back what became of their messages."""

from typing import Any

from django.http import HttpResponse

from sandbox.api import answers, query, schema
from sandbox.api.public_lookups import found, identifier, older_than
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Notification
from sandbox.notification_filters import STATUS_SHORTCUTS
from sandbox.serialise import public

routes = Routes(family="v2", api_keys=True)

STATUSES = (
    "cancelled",
    "created",
    "sending",
    "sent",
    "delivered",
    "pending",
    "failed",
    "technical-failure",
    "temporary-failure",
    "permanent-failure",
    "pending-virus-check",
    "validation-failed",
    "virus-scan-failed",
    "returned-letter",
    "accepted",
    "received",
)
FILTERS = Body(
    {
        "status": schema.list_of(schema.one_of(STATUSES)),
        "template_type": schema.list_of(schema.one_of(("sms", "email", "letter"))),
        "reference": schema.STRING,
        "older_than": schema.UUID,
        "include_jobs": schema.STRING,
    },
    additional=False,
)
SEVERAL = ("status", "template_type")


@routes.get("/v2/notifications/<str:notification_id>")
def get_notification(call: Call, notification_id: str) -> HttpResponse:
    rows = Notification.objects.select_related("created_by")
    row = found(rows, id=identifier(notification_id), service=call.api_key.service)
    return answers.ok(public.notifications(call.request, [row])[0])


@routes.get("/v2/notifications")
def get_notifications(call: Call) -> HttpResponse:
    """250 at most, of those sent with a key of the same type (and by people, for a live key)."""
    key = call.api_key
    wanted = FILTERS.checked(_values(call))
    rows = Notification.objects.filter(service=key.service, key_type=key.key_type)
    if "status" in wanted:
        statuses = [each for name in wanted["status"] for each in STATUS_SHORTCUTS.get(name, (name,))]
        rows = rows.filter(status__in=statuses)
    if "template_type" in wanted:
        rows = rows.filter(notification_type__in=wanted["template_type"])
    if "reference" in wanted:
        rows = rows.filter(client_reference=wanted["reference"])
    if not query.flag(call.query, "include_jobs", default=False):
        rows = rows.filter(job=None)
    page = list(older_than(rows.select_related("created_by"), wanted.get("older_than")))
    shown = public.notifications(call.request, page)
    return answers.ok({"notifications": shown, "links": public.links(call.request, page)})


def _values(call: Call) -> dict[str, Any]:
    return {name: call.query.getlist(name) if name in SEVERAL else call.query[name] for name in call.query}
