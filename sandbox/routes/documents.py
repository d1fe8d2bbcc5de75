"""The service beside the API that checks files, and keeps those that somebody is sent by e-mail."""

from uuid import UUID

from django.http import HttpResponse

from sandbox import addresses
from sandbox.api import answers, recipients, schema
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.api.service_keys import DOWNLOAD
from sandbox.documents import store
from sandbox.documents.checks import CheckedFile, RefusedFileError, checked, weeks_in
from sandbox.models import Service

routes = Routes(service_key=DOWNLOAD)

FILE = Body(
    {
        "document": schema.STRING,
        "filename": schema.or_null(schema.STRING),
        "is_csv": schema.or_null(schema.BOOLEAN),
        "confirmation_email": schema.or_null(schema.STRING),
        "retention_period": schema.or_null(schema.STRING),
    }
)
REFUSED = ("Error", "Errors", {"error": "str"})
DOCUMENT = {"id": "uuid", "url": "str", "direct_file_url": "str", "mimetype": "str"}


@routes.post(
    "/services/<id:service_id>/antivirus-and-mimetype-check",
    body=FILE,
    answers={200: {"mimetype": "str"}, 400: REFUSED},
)
def check_file(call: Call, service_id: UUID) -> HttpResponse:
    """Whether a file may be sent, and of which kind it is."""
    del service_id
    return answers.ok({"mimetype": _file(call).mimetype})


@routes.post(
    "/services/<id:service_id>/documents",
    body=FILE,
    answers={201: {"status": "str", "document": DOCUMENT}, 400: REFUSED},
)
def keep_file(call: Call, service_id: UUID) -> HttpResponse:
    """Its address is that of a page, from which one comes to the file."""
    weeks, email = weeks_in(call.body.get("retention_period")), call.body.get("confirmation_email")
    if email and recipients.email_address_complaint(email):
        raise RefusedFileError("Not a valid email address")
    service = one(Service.objects.all(), id=service_id)
    document = store.document(service, store.kept(service.id, _file(call)), weeks=weeks, email=email)
    document.save()
    address = addresses.own(call.request)
    shown = {
        "id": document.id,
        "url": store.page_url(document, address),
        "direct_file_url": store.file_url(document, address),
        "mimetype": document.mimetype,
    }
    return answers.created({"status": "ok", "document": shown})


def _file(call: Call) -> CheckedFile:
    given = call.body
    return checked(given.get("document"), given.get("filename"), is_csv=given.get("is_csv"))
