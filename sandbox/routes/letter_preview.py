"""A letter that was sent, as it is printed: its PDF file, or a picture of a page."""

import base64
from uuid import UUID

from django.http import HttpResponse

from sandbox import letter_files
from sandbox.api import answers
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.letters import overlay, pages
from sandbox.letters.pages import UnreadablePdfError
from sandbox.models import Notification

routes = Routes()

PAGE = Query({"page": {"type": "integer", "minimum": 1}}, complaint="page is not a page number")
FILE_TYPES = ("pdf", "png")
OTHER_TYPE = "file_type must be pdf or png"


@routes.get(
    "/service/<id:service_id>/template/preview/<id:notification_id>/<str:file_type>",
    query=PAGE,
    answers={
        200: {
            "content": "str",
            "metadata": {"message?": "str", "invalid_pages?": "str", "page_count?": "str"},
        },
    },
)
def preview_notification(call: Call, service_id: UUID, notification_id: UUID, file_type: str) -> HttpResponse:
    if file_type not in FILE_TYPES:
        raise BadRequestError({"content": [OTHER_TYPE]})
    letters = Notification.objects.select_related("template", "service__letter_branding")
    letter = one(letters, id=notification_id, service=service_id, notification_type="letter")
    page = int(call.query.get("page", 1)) if file_type == "png" else None
    try:
        content, metadata = _drawn(letter, page)
    except (LookupError, OSError, UnreadablePdfError) as error:
        text = f"Error extracting requested page from PDF file for notification_id {letter.id}: {error}"
        raise BadRequestError(text) from None
    return answers.ok({"content": base64.b64encode(content).decode(), "metadata": metadata})


def _drawn(letter: Notification, page: int | None) -> tuple[bytes, dict[str, str]]:
    if not letter.template.is_precompiled_letter:
        pdf = letter_files.pdf_of(letter)
        return (pdf if page is None else pages.png(pdf, page)), {}
    file = letter_files.file_of(letter)
    pdf, metadata = bytes(file.pdf), letter_files.metadata(file)
    if letter_files.is_painted(file, page):
        painted = overlay.pdf(pdf) if page is None else overlay.png(pdf, page, has_window=page == 1)
        return painted, metadata
    return (pdf if page is None else pages.png(pdf, page)), metadata
