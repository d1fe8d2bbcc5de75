"""Messages: lists, searches, counts, one of them, cancelling."""

from uuid import UUID

from django.http import HttpResponse

from sandbox import cancelling
from sandbox.api import answers, query, schema
from sandbox.api.errors import NotFoundError
from sandbox.api.lookups import one, one_or_none
from sandbox.api.paging import NoSuchPageError, Page, rows_at
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Notification
from sandbox.notification_filters import FILTERS, NotificationFilters, from_values, whole
from sandbox.serialise.messages import (
    WITH_RELATIONS,
    for_csv,
    notification_for_csv,
    notification_json,
    notifications_json,
)
from sandbox.statistics import DEFAULT_DAYS, recent

routes = Routes()

TEXTS = {"type": ["string", "array", "null"], "items": schema.STRING}
SEARCH = Body(
    {
        "page": schema.or_null(query.PAGE),
        "page_size": schema.or_null(query.PAGE),
        "limit_days": schema.or_null(query.DAYS),
        "template_type": TEXTS,
        "status": TEXTS,
        "include_jobs": schema.BOOLEAN,
        "include_from_test_key": schema.BOOLEAN,
        "include_one_off": schema.BOOLEAN,
        "count_pages": schema.BOOLEAN,
        "to": schema.or_null(schema.STRING),
    },
    family="fields",
)
LISTED = {
    200: {"notifications": ["NotificationWithTemplate"], "page_size?": "int", "links": "Flags"},
}
COUNTED = Query({"template_type": query.TEXTS, "limit_days": query.otherwise(query.DAYS, DEFAULT_DAYS)})
ROWS = Query({**FILTERS, "older_than": schema.UUID, "page_size": query.otherwise(query.PAGE, 2500)})


@routes.get("/service/<id:service_id>/notifications", query=Query(FILTERS), answers=LISTED)
def get_notifications(call: Call, service_id: UUID) -> HttpResponse:
    return _list(from_values(call.query), service_id)


@routes.post("/service/<id:service_id>/notifications", body=SEARCH, reads=True, answers=LISTED)
def search_notifications(call: Call, service_id: UUID) -> HttpResponse:
    return _list(from_values(call.body), service_id)


@routes.get(
    "/service/<id:service_id>/notifications/count",
    query=COUNTED,
    answers={200: {"notifications_sent_count": "int"}},
)
def count_notifications(call: Call, service_id: UUID) -> HttpResponse:
    rows = recent(service_id, call.query["limit_days"])
    if "template_type" in call.query:
        rows = rows.filter(notification_type__in=call.query["template_type"])
    return answers.ok({"notifications_sent_count": rows.count()})


@routes.get(
    "/service/<id:service_id>/notifications/csv",
    query=ROWS,
    answers={200: {"notifications": ["NotificationForCSV"], "page_size": "int"}},
)
def get_notifications_for_csv(call: Call, service_id: UUID) -> HttpResponse:
    """Page by page backwards in time: older_than is the id of the last row of the page before."""
    filters = from_values(call.query)
    size = call.query["page_size"]
    rows = filters.rows_of(service_id)
    if "older_than" in call.query:
        last = one(Notification.objects.all(), id=call.query["older_than"])
        rows = rows.filter(created_at__lt=last.created_at)
    return answers.ok(
        {"notifications": [notification_for_csv(row) for row in for_csv(rows)[:size]], "page_size": size}
    )


@routes.get(
    "/service/<id:service_id>/notifications/<id:notification_id>", answers={200: "NotificationWithTemplate"}
)
def get_notification(_call: Call, service_id: UUID, notification_id: UUID) -> HttpResponse:
    rows = Notification.objects.select_related(*WITH_RELATIONS)
    return answers.ok(notification_json(one(rows, id=notification_id, service=service_id)))


@routes.post(
    "/service/<id:service_id>/notifications/<id:notification_id>/cancel",
    answers={200: "NotificationWithTemplate", 400: "Error"},
)
def cancel_notification(_call: Call, service_id: UUID, notification_id: UUID) -> HttpResponse:
    rows = Notification.objects.select_related(*WITH_RELATIONS)
    notification = one_or_none(rows, id=notification_id, service=service_id)
    if notification is None:
        raise NotFoundError("Notification not found")
    cancelling.cancel(notification)
    return answers.ok(notification_json(notification))


def _list(filters: NotificationFilters, service_id: UUID) -> HttpResponse:
    """A search always answers its first page, and says nothing about pages."""
    rows = filters.rows_of(service_id)
    if filters.to:
        found = list(rows[: filters.page_size])
        return answers.ok({"notifications": notifications_json(found), "links": {}})
    start = (filters.page - 1) * filters.page_size
    shown = rows_at(rows, whole(), start, filters.page_size)
    links = {}
    if filters.count_pages:
        links = Page(shown, filters.page, filters.page_size, rows.count()).flags()
        if filters.page > 1 and not shown:
            raise NoSuchPageError
    return answers.ok(
        {"notifications": notifications_json(shown), "page_size": filters.page_size, "links": links},
    )
