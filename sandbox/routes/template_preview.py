"""The service beside the API that draws letters. It knows a key, and no people."""

import base64
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from sandbox.api import answers, query, schema
from sandbox.api.errors import BadRequestError, NotFoundError
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.api.service_keys import PREVIEW
from sandbox.contract.shapes import Shape
from sandbox.letters import attachments, check, overlay, pages
from sandbox.letters.pages import UnreadablePdfError
from sandbox.letters.templated import Templated

routes = Routes(service_key=PREVIEW, writes=False)

OBJECT: schema.Schema = {"type": "object"}
LETTER = Body(
    {
        "letter_contact_block": schema.or_null(schema.STRING),
        "values": {"type": ["object", "null"]},
        "template": OBJECT,
        "filename": schema.or_null(schema.STRING),
        "date": schema.or_null(schema.STRING),
    },
    required=("letter_contact_block", "template", "values", "filename"),
    additional=False,
)
TEMPLATE = Body(
    {
        "service": schema.UUID,
        "subject": schema.STRING,
        "content": schema.STRING,
        "letter_attachment": {"type": ["object", "null"]},
    },
    required=("subject", "content"),
)
ATTACHMENT = Body(
    {"letter_attachment_id": schema.UUID, "service_id": schema.UUID},
    required=("letter_attachment_id", "service_id"),
    additional=False,
)
PAGE: schema.Schema = {"type": "integer", "minimum": 1}
FLAG = query.flag(default=False)
OF_A_PAGE = Query({"page": PAGE}, complaint="page is not a page number")
ONE_PAGE = Query({"page": PAGE}, required=("page",), complaint="page is not a page number")
OVERLAY = Query(
    {"page_number": PAGE, "is_first_page": schema.BOOLEAN, "is_an_attachment": FLAG},
    complaint="page_number is not a page number",
)
SANITISE = Query(
    {"upload_id": schema.STRING, "allow_international_letters": FLAG, "is_an_attachment": FLAG},
)
COUNTS: Shape = {"count": "int", "welsh_page_count": "int", "attachment_page_count": "int"}
CHECKED: Shape = {
    "file": "str?",
    "recipient_address": "str?",
    "page_count": "int?",
    "message": "str?",
    "invalid_pages": (["int"], "null"),
}
NO_PAGE = "Letter does not have a page {}"
NO_PAGE_ATTACHED = "Letter attachment does not have a page {}"
NO_FILE = "no-encoded-string"
NO_DATA = "no data received in POST"
NO_PAGE_NUMBER = "page_number or is_first_page must be specified in request params"
UNREADABLE = "unable-to-read-the-file"


@routes.post("/preview.<str:filetype>", body=LETTER, query=OF_A_PAGE, answers={200: ("PDF", "PNG", COUNTS)})
def preview_letter(call: Call, filetype: str) -> HttpResponse:
    """The whole letter as a PDF, one page as a PNG, or how many pages it has."""
    letter = _letter(call)
    if filetype == "json":
        return answers.ok(letter.page_counts())
    if filetype == "png":
        return _png(_pdf(letter), _page(call), NO_PAGE)
    if filetype != "pdf":
        raise NotFoundError
    if "page" in call.query:
        raise BadRequestError("A PDF has all pages")
    return _file(_pdf(letter), "application/pdf")


@routes.post("/get-page-count", body=LETTER, answers={200: COUNTS})
def get_page_count(call: Call) -> HttpResponse:
    return answers.ok(_letter(call).page_counts())


@routes.post(
    "/letter_attachment_preview.png", body=ATTACHMENT, query=ONE_PAGE, answers={200: "PNG", 404: "Error"}
)
def preview_letter_attachment(call: Call) -> HttpResponse:
    try:
        pdf = attachments.read(UUID(call.body["service_id"]), UUID(call.body["letter_attachment_id"]))
    except OSError:
        raise NotFoundError from None
    return _png(pdf, _page(call), NO_PAGE_ATTACHED)


@routes.post("/precompiled-preview.png", file=True, query=OF_A_PAGE, answers={200: "PNG"})
def preview_precompiled_letter(call: Call) -> HttpResponse:
    """The body is base64. Nothing is hidden with `hide_notify`: the sandbox adds no tag for a printer."""
    try:
        pdf = pages.decoded(call.request.body)
    except ValueError:
        raise BadRequestError(UNREADABLE) from None
    return _png(pdf, _page(call), NO_PAGE)


@routes.post("/precompiled/overlay.png", file=True, query=OVERLAY, answers={200: "PNG"})
def overlay_page(call: Call) -> HttpResponse:
    if not call.request.body:
        raise BadRequestError(NO_DATA)
    if "page_number" not in call.query and "is_first_page" not in call.query:
        raise BadRequestError(NO_PAGE_NUMBER)
    is_first = call.query.get("is_first_page", call.query.get("page_number") == 1)
    has_window = is_first and not call.query["is_an_attachment"]
    return _drawn(lambda: overlay.png(call.request.body, 1, has_window=has_window), UNREADABLE)


@routes.post(
    "/precompiled/sanitise", file=True, query=SANITISE, answers={200: CHECKED, 400: ("Error", CHECKED)}
)
def sanitise_letter(call: Call) -> HttpResponse:
    if not call.request.body:
        raise BadRequestError(NO_FILE)
    found = check.check(
        call.request.body,
        international=call.query["allow_international_letters"],
        is_attachment=call.query["is_an_attachment"],
    )
    file = None if found.message else base64.b64encode(call.request.body).decode()
    return answers.ok({**found.as_json(), "file": file}, 400 if found.message else 200)


def _letter(call: Call) -> Templated:
    TEMPLATE.checked(call.body["template"])
    try:
        return Templated.from_preview(call.body)
    except ValueError:
        raise BadRequestError("date is not a date") from None


def _pdf(letter: Templated) -> bytes:
    try:
        return letter.pdf()
    except OSError:
        raise NotFoundError from None


def _page(call: Call) -> int:
    return int(call.query.get("page", 1))


def _png(pdf: bytes, page: int, complaint: str) -> HttpResponse:
    return _drawn(lambda: pages.png(pdf, page), complaint.format(page))


def _drawn(draw: Callable[[], bytes], complaint: str) -> HttpResponse:
    try:
        return _file(draw(), "image/png")
    except UnreadablePdfError:
        raise BadRequestError(complaint) from None


def _file(content: bytes, content_type: str) -> HttpResponse:
    headers: Any = {"Cache-Control": "no-cache"}
    return HttpResponse(content, content_type=content_type, headers=headers)
