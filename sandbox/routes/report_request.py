"""Reports of messages, made while nobody waits for them; see lifecycle_reports."""

from uuid import UUID

from django.http import HttpResponse

from sandbox.api import answers, schema
from sandbox.api.lookups import one
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.lifecycle_reports import UNFINISHED
from sandbox.models import ReportRequest, Service, User
from sandbox.serialise.requests import report_request

routes = Routes()

NEW_REQUEST = Body(
    {
        "user_id": schema.UUID,
        "report_type": schema.one_of(("notifications_report",)),
        "notification_type": schema.one_of(("email", "sms", "letter")),
        "notification_status": schema.one_of(("all", "sending", "delivered", "failed")),
    },
    required=("user_id", "report_type"),
    additional=False,
)
# Callers say the type in the query as well; only the body counts.
TYPE = Query({"report_type": schema.STRING})


@routes.post(
    "/service/<id:service_id>/report-request",
    body=NEW_REQUEST,
    query=TYPE,
    answers={200: {"data": "ReportRequest"}, 201: {"data": "ReportRequest"}},
)
def create_report_request(call: Call, service_id: UUID) -> HttpResponse:
    """200 with the earlier request, when the same person waits for the same report already."""
    wanted = {
        "service": one(Service.objects.all(), id=service_id),
        "user": one(User.objects.all(), id=call.body["user_id"]),
        "report_type": "notifications",
        "parameter": {name: call.body.get(name) for name in ("notification_type", "notification_status")},
    }
    waiting = ReportRequest.objects.filter(**wanted, status__in=UNFINISHED).first()
    if waiting:
        return answers.data(report_request(waiting))
    return answers.data(report_request(ReportRequest.objects.create(**wanted)), 201)


@routes.get(
    "/service/<id:service_id>/report-request/<id:request_id>", answers={200: {"data": "ReportRequest"}}
)
def get_report_request(_call: Call, service_id: UUID, request_id: UUID) -> HttpResponse:
    """A deleted one is not found."""
    reports = ReportRequest.objects.exclude(status="deleted")
    return answers.data(report_request(one(reports, id=request_id, service=service_id)))
