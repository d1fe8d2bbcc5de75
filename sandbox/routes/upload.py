"""What people uploaded, and the letters among it by the day they are printed."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse

from sandbox import uploads
from sandbox.api import answers, query
from sandbox.api.errors import UNREADABLE_BODY, BadRequestError
from sandbox.api.paging import page_of, slice_of
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.contract.shapes import PAGED
from sandbox.serialise.messages import WITH_RELATIONS, notifications_json

routes = Routes()

PAGE = Query({"page": query.PAGE})
PAGE_OF_DAYS = Query({"page": query.PAGE, "limit_days": query.DAYS})


@routes.get(
    "/service/<id:service_id>/upload", query=PAGE_OF_DAYS, answers={200: {"data": ["Upload"], **PAGED}}
)
def get_uploads(call: Call, service_id: UUID) -> HttpResponse:
    places = uploads.places(service_id, call.query.get("limit_days"))
    page = slice_of(places, call.query["page"])
    return answers.ok(page.as_json(call.request, "data", uploads.as_json(page.rows)))


@routes.get(
    "/service/<id:service_id>/upload/uploaded-letters/<str:letter_print_date>",
    query=PAGE,
    answers={200: {"notifications": ["NotificationWithTemplate"], **PAGED}},
)
def get_uploaded_letters(call: Call, service_id: UUID, letter_print_date: str) -> HttpResponse:
    try:
        day = date.fromisoformat(letter_print_date)
    except ValueError:
        raise BadRequestError(UNREADABLE_BODY) from None
    letters = uploads.letters_of_day(service_id, day).select_related(*WITH_RELATIONS)
    page = page_of(letters, call.query["page"])
    return answers.ok(page.as_json(call.request, "notifications", notifications_json(page.rows)))
