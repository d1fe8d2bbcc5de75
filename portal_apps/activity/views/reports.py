"""Waiting for a report, and downloading it."""

from http import HTTPStatus

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gateway.errors import NotFound
from portal_apps.activity.reports import Report
from portal_apps.core.asking import asks_for_fragment
from portal_apps.core.downloads import streamed_csv
from portal_apps.core.formatting import date
from portal_apps.core.fragments import fresh_part
from portal_apps.core.permissions import PortalRequest, requires, view_activity

PROGRESS = "activity/reports/progress.html"
STATUS = "activity/reports/status.html"


@requires(view_activity)
@require_safe
def download_report(request: PortalRequest, report_request_id: str) -> HttpResponse:
    """Where one waits for it, without script by looking again."""
    report = _found(request, report_request_id)
    if report is None:
        return _gone(request)
    if report.is_ready:
        return redirect(_ready_url(request, report.id))
    return render(request, "activity/reports/wait.html", {"report": report})


@requires(view_activity)
@require_safe
def report_status(request: PortalRequest, report_request_id: str) -> HttpResponse:
    """What that page fetches; once the report is ready it leads there."""
    report = Report.from_id(request.visit.service.id, report_request_id)
    is_final = report.is_ready or report.has_failed or report.is_deleted
    answer = fresh_part(request, PROGRESS, {"status": STATUS}, {"report": report}, is_final=is_final)
    if (report.is_ready or report.is_deleted) and asks_for_fragment(request):
        answer["HX-Redirect"] = _ready_url(request, report.id)
    return answer


@requires(view_activity)
@require_safe
def report_ready(request: PortalRequest, report_request_id: str) -> HttpResponse:
    report = _found(request, report_request_id)
    if report is None or (report.is_ready and not report.days_left):
        return _gone(request)
    if not report.is_ready:
        return redirect(
            "activity:download_report", service_id=request.visit.service.id, report_request_id=report.id
        )
    return render(request, "activity/reports/ready.html", {"report": report})


@requires(view_activity)
@require_safe
def report_csv(request: PortalRequest, report_request_id: str) -> HttpResponseBase:
    """The file that the API has made. Whose it is says the API: the file is found by its number alone."""
    report = _found(request, report_request_id)
    if report is None or not report.is_ready:
        return _gone(request)
    name = f"{request.visit.service.name} {report.name} {date(report.facts['created_at'])}"
    rows = report.rows()
    try:
        headings = next(rows, [])
    except NotFound:
        return _gone(request)
    return streamed_csv(request, name, headings, rows)


def _found(request: PortalRequest, report_id: str) -> Report | None:
    try:
        report = Report.from_id(request.visit.service.id, report_id)
    except NotFound:
        return None
    return None if report.is_deleted else report


def _gone(request: PortalRequest) -> HttpResponse:
    """There is no such report, or not any longer, which the API does not tell apart."""
    return render(request, "activity/reports/gone.html", status=HTTPStatus.NOT_FOUND)


def _ready_url(request: PortalRequest, report_id: str) -> str:
    arguments = {"service_id": request.visit.service.id, "report_request_id": report_id}
    return reverse("activity:report_ready", kwargs=arguments)
