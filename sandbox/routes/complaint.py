"""Emails people reported as spam."""

from datetime import timedelta

from django.http import HttpResponse

from sandbox import dates
from sandbox.api import answers, query
from sandbox.api.paging import page_of
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.models import Complaint

routes = Routes()

PAGE = Query({"page": query.PAGE})
DAYS = Query({"start_date": query.DAY, "end_date": query.DAY})


@routes.get(
    "/complaint", query=PAGE, answers={200: {"complaints": ["Complaint"], "links": "Links"}, 404: "Error"}
)
def get_all_complaints(call: Call) -> HttpResponse:
    rows = Complaint.objects.select_related("service").order_by("-created_at")
    page = page_of(rows, call.query["page"])
    complaints = [
        {
            "id": row.id,
            "notification_id": row.notification_id,
            "service_id": row.service_id,
            "service_name": row.service.name,
            "ses_feedback_id": row.ses_feedback_id,
            "complaint_type": row.complaint_type,
            "complaint_date": dates.zulu_or_null(row.complaint_date),
            "created_at": dates.zulu(row.created_at),
        }
        for row in page.rows
    ]
    return answers.ok({"complaints": complaints, "links": page.links(call.request)})


@routes.get("/complaint/count-by-date-range", query=DAYS, answers={200: "int"})
def get_complaint_count(call: Call) -> HttpResponse:
    """Both days count. A day that is left out is today."""
    today = dates.london_day(dates.now())
    first = call.query.get("start_date", today)
    last = call.query.get("end_date", today)
    span = {
        "created_at__gte": dates.london_midnight(first),
        "created_at__lt": dates.london_midnight(last + timedelta(days=1)),
    }
    return answers.ok(Complaint.objects.filter(**span).count())
