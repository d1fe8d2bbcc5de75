"""The page of a job, from the moment its file is sent to the last of its messages."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gateway import job_api_client
from gateway.errors import NotFound, Unavailable
from portal_apps.activity.jobs import CANCELLED, Job, LiveJob
from portal_apps.core.fragments import fresh_part
from portal_apps.core.pagination import one_page, page_number
from portal_apps.core.permissions import PortalRequest, member, requires, send_messages

LIVE = "activity/jobs/live.html"
PARTS = {name: f"activity/jobs/{name}.html" for name in ("counts", "notifications", "status")}


@requires(member)
@require_safe
def view_jobs(request: PortalRequest) -> HttpResponse:
    """Where jobs were listed once."""
    return redirect("uploads:uploads", service_id=request.visit.service.id)


@requires(member, to_post=send_messages)
@require_http_methods(["GET", "HEAD", "POST"])
def view_job(request: PortalRequest, job_id: str) -> HttpResponse:
    """A POST cancels a job that waits for its time; `?cancel=y` asks whether to."""
    if request.method == "POST":
        return _cancel(request, job_id)
    page = _page(request, job_id)
    asks = "cancel" in request.GET and page["live"].job.is_scheduled and request.visit.may(send_messages)
    return render(request, "activity/jobs/job.html", {**page, "asks_to_cancel": asks})


@requires(member)
@require_safe
def view_job_updates(request: PortalRequest, job_id: str) -> HttpResponse:
    """What the page fetches until nothing more is to come."""
    page = _page(request, job_id)
    return fresh_part(request, LIVE, PARTS, page, is_final=page["live"].is_final)


def _page(request: PortalRequest, job_id: str) -> dict[str, Any]:
    service_id = request.visit.service.id
    live = LiveJob.of(service_id, job_id, request.GET.get("status", ""), page_number(request))
    path = reverse("activity:view_job", kwargs={"service_id": service_id, "job_id": job_id})
    return {
        "live": live,
        "path": path,
        "pages": one_page(request, live.messages or [], live.found, path=path),
    }


def _cancel(request: PortalRequest, job_id: str) -> HttpResponse:
    """A job that does not wait any longer stays as it is, and so does one that began at this moment."""
    job = _cancelled(request.visit.service.id, job_id)
    if job.status == CANCELLED:
        messages.success(request, f"{job.name} is cancelled. Nothing was sent")
    elif job.is_scheduled:
        messages.error(request, f"{job.name} is not cancelled, because we got no answer. Try again")
    else:
        messages.warning(request, f"{job.name} has already started, so it cannot be cancelled")
    return redirect("activity:view_job", service_id=request.visit.service.id, job_id=job.id)


def _cancelled(service_id: str, job_id: str) -> Job:
    """The job as it is afterwards. Without an answer, or one that says it is not scheduled, that has to be asked."""
    job = Job.from_id(service_id, job_id)
    if not job.is_scheduled:
        return job
    try:
        return Job(job_api_client.cancel_job(service_id, job_id)["data"])
    except (NotFound, Unavailable):
        return Job.from_id(service_id, job_id)
