"""Reports of people who want no more emails, which a service works through."""

from uuid import UUID

from django.http import HttpResponse

from sandbox import dates, unsubscribing
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError
from sandbox.api.lookups import one, one_or_none
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Service, UnsubscribeRequest, UnsubscribeRequestReport
from sandbox.unsubscribing import request_row, unbatched

routes = Routes()

NEW_REPORT = Body(
    {
        "count": schema.INTEGER,
        "earliest_timestamp": schema.DATETIME,
        "latest_timestamp": schema.DATETIME,
    },
    required=("count", "earliest_timestamp", "latest_timestamp"),
)
REPORT = {
    "batch_id": "uuid",
    "earliest_timestamp": "http-date",
    "latest_timestamp": "http-date",
    "unsubscribe_requests": ["UnsubscribeRequest"],
}
PROCESSED = Body({"report_has_been_processed": schema.BOOLEAN}, required=("report_has_been_processed",))


@routes.get(
    "/service/<id:service_id>/unsubscribe-request-reports-summary",
    answers={200: ["UnsubscribeRequestReport"]},
)
def get_unsubscribe_reports_summary(_call: Call, service_id: UUID) -> HttpResponse:
    return answers.ok(unsubscribing.summary(service_id))


@routes.post(
    "/service/<id:service_id>/create-unsubscribe-request-report",
    body=NEW_REPORT,
    answers={201: {"report_id": "uuid"}},
)
def create_unsubscribe_request_report(call: Call, service_id: UUID) -> HttpResponse:
    report = UnsubscribeRequestReport.objects.create(
        service=one(Service.objects.all(), id=service_id),
        count=call.body["count"],
        earliest_timestamp=dates.parsed(call.body["earliest_timestamp"]),
        latest_timestamp=dates.parsed(call.body["latest_timestamp"]),
    )
    span = (report.earliest_timestamp, report.latest_timestamp)
    unbatched(service_id).filter(created_at__range=span).update(report=report)
    return answers.created({"report_id": report.id})


@routes.get(
    "/service/<id:service_id>/unsubscribe-request-report/<id:batch_id>", answers={200: REPORT, 400: "Error"}
)
def get_unsubscribe_request_report(_call: Call, service_id: UUID, batch_id: UUID) -> HttpResponse:
    report = _report(service_id, batch_id)
    requests = UnsubscribeRequest.objects.filter(report=report).order_by("-created_at")
    return answers.ok(
        {
            "batch_id": report.id,
            "earliest_timestamp": dates.http_date_or_null(report.earliest_timestamp),
            "latest_timestamp": dates.http_date_or_null(report.latest_timestamp),
            "unsubscribe_requests": [
                request_row(row)
                for row in requests.select_related("notification__template", "notification__job")
            ],
        }
    )


@routes.post(
    "/service/<id:service_id>/process-unsubscribe-request-report/<id:batch_id>",
    body=PROCESSED,
    answers={204: None},
)
def process_unsubscribe_request_report(call: Call, service_id: UUID, batch_id: UUID) -> HttpResponse:
    report = _report(service_id, batch_id)
    report.processed_by_service_at = dates.now() if call.body["report_has_been_processed"] else None
    report.save()
    return answers.empty()


def _report(service_id: UUID, batch_id: UUID) -> UnsubscribeRequestReport:
    report = one_or_none(UnsubscribeRequestReport.objects.all(), id=batch_id, service=service_id)
    if report is None:
        raise BadRequestError("No unsubscribe request report has this id")
    return report
