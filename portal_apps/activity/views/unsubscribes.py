"""Reports of people who want no more e-mails, which a service works through."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gateway import service_api_client
from portal_apps.activity.forms.unsubscribe_report import ProcessUnsubscribeRequest
from portal_apps.activity.unsubscribes import Report, requests_in, rows_for_csv, take
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.lacking import Lacking
from portal_apps.core.permissions import PortalRequest, requires, view_activity
from portal_apps.core.spreadsheets import csv_file

TEMPLATE = "activity/unsubscribe_report.html"
CLOSED = "Report closed. You can download it now"
TAKERS = view_activity.without_platform_admin()
DONE = {True: "Report marked as completed", False: "Report marked as not completed"}


@requires(view_activity)
@require_safe
def summary(request: PortalRequest) -> HttpResponse:
    reports = Report.all_of(request.visit.service.id)
    return render(request, "activity/unsubscribe_summary.html", {"reports": reports})


@requires(view_activity)
@require_safe
def latest(request: PortalRequest) -> HttpResponse:
    """The newest report, or what waits to become one."""
    newest = Report.newest_of(request.visit.service.id)
    if newest is None:
        return redirect(_summary_url(request))
    if newest.is_taken:
        return redirect(_report_url(request, newest))
    form = ProcessUnsubscribeRequest(report=newest)
    return render(request, TEMPLATE, {"report": newest, "form": form, "page": _page(request, newest)})


@requires(view_activity)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PortalRequest, batch_id: str) -> HttpResponse:
    """One report, and whether it was dealt with."""
    found = Report.from_id(request.visit.service.id, batch_id)
    form = ProcessUnsubscribeRequest(request.POST if request.method == "POST" else None, report=found)

    def save(typed: dict[str, Any]) -> HttpResponse:
        is_done = typed["report_has_been_processed"]
        service_api_client.process_unsubscribe_request_report(
            request.visit.service.id, batch_id, {"report_has_been_processed": is_done}
        )
        messages.success(request, DONE[is_done])
        return redirect(_summary_url(request))

    return change(request, form, _page(request, found), save)


@requires(view_activity, to_post=TAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def download(request: PortalRequest) -> HttpResponse:
    """The newest report as a file; when it is to be made first, a page that asks, and with script clicks by itself."""
    return _take(request)


@requires(TAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def make_report(request: PortalRequest) -> HttpResponse:
    """The same at another address."""
    return _take(request)


@requires(view_activity)
@require_safe
def report_csv(request: PortalRequest, batch_id: str) -> HttpResponse:
    service_id = request.visit.service.id
    requests = requests_in(service_id, batch_id)
    return csv_file(Report.from_id(service_id, batch_id).file_name, rows_for_csv(requests))


def _take(request: PortalRequest) -> HttpResponse:
    service_id = request.visit.service.id
    if request.method == "POST":
        made = take(service_id)
        if made is None:
            return redirect(_summary_url(request))
        messages.success(request, CLOSED)
        return redirect(_report_url(request, made))
    newest = Report.newest_of(service_id)
    if newest is None:
        return redirect(_summary_url(request))
    if newest.is_taken:
        return redirect("activity:unsubscribe_report_csv", service_id=service_id, batch_id=newest.id)
    if not request.visit.may(TAKERS):
        raise Lacking(
            "Only people in the team can close this report",
            advice="You can download it once one of them has closed it.",
        )
    submits_itself = request.headers.get("Sec-Fetch-Site") == "same-origin"
    page = {"report": newest, "submits_itself": submits_itself}
    return render(request, "activity/unsubscribe_take.html", page)


def _page(request: PortalRequest, found: Report) -> ChangePage:
    return ChangePage(
        "Unsubscribe report",
        back=_summary_url(request),
        button="Update",
        template=TEMPLATE,
        context={"report": found},
    )


def _summary_url(request: PortalRequest) -> str:
    return reverse("activity:unsubscribe_summary", kwargs={"service_id": request.visit.service.id})


def _report_url(request: PortalRequest, found: Report) -> str:
    return reverse(
        "activity:unsubscribe_report",
        kwargs={"service_id": request.visit.service.id, "batch_id": found.id},
    )
