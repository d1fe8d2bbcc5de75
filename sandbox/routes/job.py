"""Jobs: one uploaded spreadsheet each."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import HttpResponse

from sandbox import cancelling, dates, notification_filters, recipient_files
from sandbox.api import answers, query, schema
from sandbox.api.errors import BadRequestError, ForbiddenError
from sandbox.api.lookups import one
from sandbox.api.paging import page_of
from sandbox.api.query import Query
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.contract.shapes import PAGED
from sandbox.models import Job, Notification, Service, Template, User
from sandbox.serialise.messages import (
    for_csv,
    job_json,
    jobs_json,
    notification_for_csv,
    notifications_json,
)

routes = Routes()

NEW_JOB = Body(
    {
        "id": schema.UUID,
        "created_by": schema.UUID,
        "scheduled_for": schema.or_null(schema.DATETIME),
        "contact_list_id": schema.or_null(schema.UUID),
    },
    required=("id", "created_by"),
    family="fields",
)
LIST_FILTERS = Query(
    {
        "page": query.PAGE,
        "limit_days": query.DAYS,
        "statuses": {"type": "string", "default": ""},
        "contact_list_id": schema.UUID,
    }
)
MESSAGES = Query({**notification_filters.FILTERS, "format_for_csv": query.flag(default=False)})
FURTHEST_AHEAD = timedelta(days=7)
SENT_ALREADY = "A job has been made of this file already"
IN_THE_PAST = "Date cannot be in the past"
TOO_FAR_AHEAD = f"Date cannot be more than {FURTHEST_AHEAD.days} days in the future"


@routes.post("/service/<id:service_id>/job", body=NEW_JOB, answers={201: {"data": "Job"}})
def create_job(call: Call, service_id: UUID) -> HttpResponse:
    """It is `pending` or `scheduled`; the next request to anything finds the work done, when its time has come."""
    service = one(Service.objects.all(), id=service_id)
    if not service.active:
        raise ForbiddenError("Create job is not allowed: service is inactive ")
    upload_id = UUID(call.body["id"])
    if Job.objects.filter(id=upload_id).exists():
        raise BadRequestError({"id": [SENT_ALREADY]})
    metadata = recipient_files.metadata(service.id, upload_id)
    template = _template_of(service, metadata)
    scheduled_for = _time(call.body.get("scheduled_for"))
    job = Job.objects.create(
        id=upload_id,
        service=service,
        template=template,
        template_version=template.version,
        original_file_name=metadata.get("original_file_name", ""),
        notification_count=int(metadata["notification_count"]),
        job_status="scheduled" if scheduled_for else "pending",
        scheduled_for=scheduled_for,
        contact_list_id=call.body.get("contact_list_id"),
        created_by=one(User.objects.all(), id=call.body["created_by"]),
    )
    return answers.data(job_json(job), 201)


@routes.get("/service/<id:service_id>/job", query=LIST_FILTERS, answers={200: {"data": ["Job"], **PAGED}})
def get_jobs(call: Call, service_id: UUID) -> HttpResponse:
    jobs = _jobs(service_id)
    statuses = [status.strip() for status in call.query["statuses"].split(",") if status.strip()]
    if statuses:
        jobs = jobs.filter(job_status__in=statuses)
    if "contact_list_id" in call.query:
        jobs = jobs.filter(contact_list_id=call.query["contact_list_id"])
    page = page_of(_since(jobs, call), call.query["page"])
    return answers.ok(page.as_json(call.request, "data", jobs_json(page.rows)))


@routes.get(
    "/service/<id:service_id>/job/scheduled-job-stats",
    answers={200: {"count": "int", "soonest_scheduled_for": "iso?"}},
)
def get_scheduled_job_stats(_call: Call, service_id: UUID) -> HttpResponse:
    jobs = Job.objects.filter(service=service_id, job_status="scheduled").order_by("scheduled_for")
    soonest = jobs.first()
    when = soonest.scheduled_for.isoformat() if soonest and soonest.scheduled_for else None
    return answers.ok({"count": jobs.count(), "soonest_scheduled_for": when})


@routes.get("/service/<id:service_id>/job/<str:job_id>", answers={200: {"data": "Job"}})
def get_job(_call: Call, service_id: UUID, job_id: str) -> HttpResponse:
    return answers.data(job_json(one(_jobs(service_id), id=job_id)))


@routes.post("/service/<id:service_id>/job/<str:job_id>/cancel", answers={200: {"data": "Job"}})
def cancel_job(_call: Call, service_id: UUID, job_id: str) -> HttpResponse:
    job = one(_jobs(service_id), id=job_id, job_status="scheduled", scheduled_for__gt=dates.now())
    job.job_status = "cancelled"
    job.save_change()
    return answers.data(job_json(job))


@routes.post(
    "/service/<id:service_id>/job/<str:job_id>/cancel-letter-job",
    answers={200: "int", 400: {"message": "str"}},
)
def cancel_letter_job(_call: Call, service_id: UUID, job_id: str) -> HttpResponse:
    job = one(_jobs(service_id), id=job_id)
    return answers.ok(cancelling.cancel_job(job))


@routes.get("/service/<id:service_id>/job/<str:job_id>/notification_count", answers={200: {"count": "int"}})
def get_notification_count(_call: Call, service_id: UUID, job_id: str) -> HttpResponse:
    job = one(Job.objects.all(), id=job_id, service=service_id)
    return answers.ok({"count": Notification.objects.filter(job=job).count()})


@routes.get(
    "/service/<id:service_id>/job/<str:job_id>/notifications",
    query=MESSAGES,
    answers={200: {"notifications": (["NotificationWithTemplate"], ["NotificationForCSV"]), **PAGED}},
)
def get_job_notifications(call: Call, service_id: UUID, job_id: str) -> HttpResponse:
    """In the order of the spreadsheet's rows."""
    job = one(Job.objects.all(), id=job_id, service=service_id)
    filters = notification_filters.from_values(call.query)
    rows = filters.rows(Notification.objects.filter(job=job)).order_by("job_row_number")
    whole, is_csv = notification_filters.whole(), call.query["format_for_csv"]
    page = page_of(rows, filters.page, filters.page_size, for_csv(whole) if is_csv else whole)
    shown = [notification_for_csv(row) for row in page.rows] if is_csv else notifications_json(page.rows)
    return answers.ok(page.as_json(call.request, "notifications", shown))


def _template_of(service: Service, metadata: dict[str, Any]) -> Template:
    if metadata.get("valid") != "True" or not metadata.get("notification_count", "").isdecimal():
        raise BadRequestError("File is not valid, can't create job")
    template = one(Template.objects.all(), id=metadata.get("template_id"), service=service)
    if template.template_type == "letter" and service.restricted:
        raise ForbiddenError("Create letter job is not allowed for service in trial mode ")
    if template.archived:
        raise BadRequestError({"template": ["Template has been deleted"]})
    return template


def _time(text: str | None) -> datetime | None:
    if not text:
        return None
    moment, now = dates.parsed(text), dates.now()
    if moment < now:
        raise BadRequestError({"scheduled_for": [IN_THE_PAST]})
    if moment > now + FURTHEST_AHEAD:
        raise BadRequestError({"scheduled_for": [TOO_FAR_AHEAD]})
    return moment


def _jobs(service_id: UUID) -> QuerySet[Job]:
    """Those yet to begin first, then the latest begun."""
    jobs = Job.objects.filter(service=service_id, archived=False).select_related(
        "service", "template", "created_by"
    )
    return jobs.order_by(F("processing_started").desc(nulls_first=True), "-created_at")


def _since(jobs: QuerySet[Job], call: Call) -> QuerySet[Job]:
    days = call.query.get("limit_days")
    return jobs if days is None else jobs.filter(created_at__gte=dates.midnight_days_ago(days))
