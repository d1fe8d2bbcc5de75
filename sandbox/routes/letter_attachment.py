"""Pages attached to letter templates: the facts about them, as the files are in the portal's file store."""

from uuid import UUID

from django.http import HttpResponse

from sandbox import dates
from sandbox.api import answers, schema
from sandbox.api.errors import WRONG_PATH, BadRequestError, NotFoundError
from sandbox.api.lookups import one, one_or_none
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import LetterAttachment, Template, User
from sandbox.serialise.templates import letter_attachment

routes = Routes()

NEW_ATTACHMENT = Body(
    {
        "upload_id": schema.UUID,
        "created_by_id": schema.UUID,
        "original_filename": schema.STRING,
        "page_count": schema.INTEGER,
        "template_id": schema.UUID,
    },
    required=("upload_id", "created_by_id", "original_filename", "page_count", "template_id"),
)
ARCHIVED_BY = Body({"archived_by": schema.UUID}, required=("archived_by",))
ONE_ALREADY = "template-already-has-attachment"


@routes.post("/letter-attachment", body=NEW_ATTACHMENT, answers={201: "LetterAttachment", 404: "Error"})
def create_letter_attachment(call: Call) -> HttpResponse:
    template = one(Template.objects.all(), id=call.body["template_id"])
    if LetterAttachment.objects.filter(template=template, archived_at=None).exists():
        raise BadRequestError(ONE_ALREADY)
    attachment = LetterAttachment.objects.create(
        id=call.body["upload_id"],
        template=template,
        original_filename=call.body["original_filename"],
        page_count=call.body["page_count"],
        created_by=one(User.objects.all(), id=call.body["created_by_id"]),
    )
    return answers.created(letter_attachment(attachment))


@routes.get("/letter-attachment/<id:letter_attachment_id>", answers={200: "LetterAttachment"})
def get_letter_attachment(_call: Call, letter_attachment_id: UUID) -> HttpResponse:
    return answers.ok(letter_attachment(_attachment(letter_attachment_id)))


@routes.post("/letter-attachment/<id:letter_attachment_id>/archive", body=ARCHIVED_BY, answers={204: None})
def archive_letter_attachment(call: Call, letter_attachment_id: UUID) -> HttpResponse:
    attachment = _attachment(letter_attachment_id)
    attachment.archived_at = dates.now()
    attachment.archived_by = one(User.objects.all(), id=call.body["archived_by"])
    attachment.save()
    return answers.empty()


def _attachment(attachment_id: UUID) -> LetterAttachment:
    attachment = one_or_none(LetterAttachment.objects.all(), id=attachment_id)
    if attachment is None:
        # The real API says of an unknown attachment what it says of an unknown path.
        raise NotFoundError(WRONG_PATH)
    return attachment
