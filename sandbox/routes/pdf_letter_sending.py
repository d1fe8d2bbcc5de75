"""Sending a letter that somebody has uploaded as a PDF file."""

from urllib.parse import unquote
from uuid import UUID

from django.http import HttpResponse

from sandbox import limits, recipient_checks, sending, uploaded_letters
from sandbox.addressees import Recipient
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one, one_or_none
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.letters import pages
from sandbox.models import Notification, Service

routes = Routes()

LETTER = Body(
    {
        "filename": schema.STRING,
        "created_by": schema.STRING,
        "file_id": schema.STRING,
        "postage": {"type": "string", "format": "postage_including_international"},
        "recipient_address": schema.STRING,
    },
    required=("postage", "filename", "created_by", "file_id", "recipient_address"),
)
NO_LETTER = "There is no letter with this id that has pages"


@routes.post("/service/<id:service_id>/send-pdf-letter", body=LETTER, answers={201: {"id": "uuid"}})
def send_pdf_letter(call: Call, service_id: UUID) -> HttpResponse:
    """The letter has the id of its file. Sent again, it is not sent again."""
    service = one(Service.objects.all(), id=service_id)
    sending.check_channel(service, "letter")
    limits.check(service, "letter")
    author = sending.author_of(service, call.body["created_by"])
    address = unquote(call.body["recipient_address"])
    recipient = uploaded_letters.recipient(address, call.body["postage"])
    # Nobody's address is a member of the team.
    recipient_checks.check_allowed(service, recipient, "normal", guests=False)
    sent = one_or_none(Notification.objects.filter(service=service), id=call.body["file_id"])
    if sent is None:
        sent = _sent(call, service, recipient, author)
    return answers.created({"id": sent.id})


def _sent(call: Call, service: Service, recipient: Recipient, author: UUID) -> Notification:
    name = call.body["filename"]
    try:
        upload_id = UUID(call.body["file_id"])
        pdf = uploaded_letters.read(service, str(upload_id))
        content = uploaded_letters.content(pages.count(pdf))
    except (OSError, ValueError):
        raise BadRequestError({"file_id": [NO_LETTER]}) from None
    draft = sending.Draft(
        service=service,
        template=uploaded_letters.template_of(service),
        recipient=recipient,
        content=content,
        origin=sending.Origin(created_by_id=author, client_reference=name),
        values={"address_line_1": name},
        id=upload_id,
    )
    return uploaded_letters.send(draft, pdf)
