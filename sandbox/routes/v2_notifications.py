"""Programs read back what became of their messages."""

from django.http import HttpResponse

from sandbox import letter_files, uploaded_letters
from sandbox.api import answers, query, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.public_lookups import found, identifier, older_than
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
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
FILTERS = Query(
    {
        "status": schema.list_of(schema.one_of(STATUSES)),
        "template_type": schema.list_of(schema.one_of(("sms", "email", "letter"))),
        "reference": schema.STRING,
        "older_than": schema.UUID,
        "include_jobs": {"type": "string", "default": ""},
    },
    additional=False,
    family="json_schema",
)


NO_PDF = {
    "virus-scan-failed": "File did not pass the virus scan",
    "technical-failure": "PDF not available for letters in status technical-failure",
}


class PDFNotReadyError(BadRequestError):
    """400 of the public API, under this name."""

    def __init__(self) -> None:
        super().__init__("PDF not available yet, try again later")


@routes.get("/v2/notifications/<str:notification_id>", answers={200: "PublicNotification", 400: "Errors"})
def get_notification(call: Call, notification_id: str) -> HttpResponse:
    rows = Notification.objects.select_related("created_by")
    row = found(rows, id=identifier(notification_id, "notification_id"), service=call.api_key.service)
    return answers.ok(public.notifications(call.request, [row])[0])


@routes.get("/v2/notifications/<str:notification_id>/pdf", answers={200: "PDF", 400: "Errors"})
def get_pdf(call: Call, notification_id: str) -> HttpResponse:
    rows = Notification.objects.select_related("template", "service__letter_branding")
    row = found(rows, id=identifier(notification_id, "notification_id"), service=call.api_key.service)
    if row.notification_type != "letter":
        raise BadRequestError("Notification is not a letter")
    if row.status in NO_PDF:
        raise BadRequestError(NO_PDF[row.status])
    if row.status == uploaded_letters.WAITS:
        raise PDFNotReadyError
    try:
        return HttpResponse(letter_files.pdf_of(row), content_type="application/pdf")
    except (LookupError, OSError):
        raise PDFNotReadyError from None


@routes.get(
    "/v2/notifications",
    query=FILTERS,
    answers={200: {"notifications": ["PublicNotification"], "links": "PublicLinks"}, 429: "Errors"},
)
def get_notifications(call: Call) -> HttpResponse:
    """250 at most, of those sent with a key of the same type (and by people, for a live key)."""
    key, wanted = call.api_key, call.query
    rows = Notification.objects.filter(service=key.service, key_type=key.key_type)
    if "status" in wanted:
        statuses = [each for name in wanted["status"] for each in STATUS_SHORTCUTS.get(name, (name,))]
        rows = rows.filter(status__in=statuses)
    if "template_type" in wanted:
        rows = rows.filter(notification_type__in=wanted["template_type"])
    if "reference" in wanted:
        rows = rows.filter(client_reference=wanted["reference"])
    if wanted["include_jobs"].lower() not in query.TRUE_TEXTS:
        rows = rows.filter(job=None)
    page = list(older_than(rows.select_related("created_by"), wanted.get("older_than")))
    shown = public.notifications(call.request, page)
    return answers.ok({"notifications": shown, "links": public.links(call.request, page)})
