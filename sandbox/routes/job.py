"""Jobs: one uploaded spreadsheet each."""

from uuid import UUID

from django.db.models import F, QuerySet
from django.http import HttpResponse

from sandbox import dates, notification_filters
from sandbox.api import answers, query
from sandbox.api.lookups import one
from sandbox.api.paging import PAGE_SIZE, page_of
from sandbox.api.routing import Call, Routes
from sandbox.models import Job, Notification
from sandbox.serialise.messages import (
    job_json,
    job_statistics,
    jobs_json,
    notification_for_csv,
    notifications_json,
    upload_json,
)

routes = Routes()


@routes.get("/service/<id:service_id>/job")
def get_jobs(call: Call, service_id: UUID) -> HttpResponse:
    jobs = _jobs(service_id)
    statuses = [status.strip() for status in call.query.get("statuses", "").split(",") if status.strip()]
    if statuses:
        jobs = jobs.filter(job_status__in=statuses)
    if "contact_list_id" in call.query:
        jobs = jobs.filter(contact_list_id=query.identifier(call.query, "contact_list_id"))
    page = page_of(_since(jobs, call), query.page_number(call.query))
    return answers.ok(page.as_json(call.request, "data", jobs_json(page.rows)))


@routes.get("/service/<id:service_id>/job/scheduled-job-stats")
def get_scheduled_job_stats(_call: Call, service_id: UUID) -> HttpResponse:
    jobs = Job.objects.filter(service=service_id, job_status="scheduled").order_by("scheduled_for")
    soonest = jobs.first()
    when = soonest.scheduled_for.isoformat() if soonest and soonest.scheduled_for else None
    return answers.ok({"count": jobs.count(), "soonest_scheduled_for": when})


@routes.get("/service/<id:service_id>/job/<str:job_id>")
def get_job(_call: Call, service_id: UUID, job_id: str) -> HttpResponse:
    return answers.data(job_json(one(_jobs(service_id), id=job_id)))


@routes.post("/service/<id:service_id>/job/<str:job_id>/cancel")
def cancel_job(_call: Call, service_id: UUID, job_id: str) -> HttpResponse:
    job = one(_jobs(service_id), id=job_id, job_status="scheduled", scheduled_for__gt=dates.now())
    job.job_status = "cancelled"
    job.save_change()
    return answers.data(job_json(job))


@routes.get("/service/<id:service_id>/job/<str:job_id>/notification_count")
def get_notification_count(_call: Call, service_id: UUID, job_id: str) -> HttpResponse:
    job = one(Job.objects.all(), id=job_id, service=service_id)
    return answers.ok({"count": Notification.objects.filter(job=job).count()})


@routes.get("/service/<id:service_id>/job/<str:job_id>/notifications")
def get_job_notifications(call: Call, service_id: UUID, job_id: str) -> HttpResponse:
    """In the order of the spreadsheet's rows."""
    job = one(Job.objects.all(), id=job_id, service=service_id)
    filters = notification_filters.from_query(call.query)
    rows = filters.rows(Notification.objects.filter(job=job)).order_by("job_row_number")
    size = query.whole_number(call.query, "page_size", PAGE_SIZE) or PAGE_SIZE
    page = page_of(rows, query.page_number(call.query), size)
    for_csv = query.flag(call.query, "format_for_csv", default=False)
    shown = [notification_for_csv(row) for row in page.rows] if for_csv else notifications_json(page.rows)
    return answers.ok(page.as_json(call.request, "notifications", shown))


@routes.get("/service/<id:service_id>/upload")
def get_uploads(call: Call, service_id: UUID) -> HttpResponse:
    jobs = _jobs(service_id).exclude(job_status__in=("cancelled", "scheduled"))
    page = page_of(_since(jobs, call), query.page_number(call.query))
    statistics = job_statistics(page.rows)
    rows = [upload_json(job, statistics[job.id]) for job in page.rows]
    return answers.ok(page.as_json(call.request, "data", rows))


def _jobs(service_id: UUID) -> QuerySet[Job]:
    """Those yet to begin first, then the latest begun."""
    jobs = Job.objects.filter(service=service_id, archived=False).select_related(
        "service", "template", "created_by"
    )
    return jobs.order_by(F("processing_started").desc(nulls_first=True), "-created_at")


def _since(jobs: QuerySet[Job], call: Call) -> QuerySet[Job]:
    days = query.whole_number(call.query, "limit_days")
    return jobs if days is None else jobs.filter(created_at__gte=dates.midnight_days_ago(days))
