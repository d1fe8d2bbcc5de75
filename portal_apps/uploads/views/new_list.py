"""From a file to a list of contacts: uploaded, checked, saved."""

from pathlib import PurePath
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gateway.errors import NotFound
from portal_apps.core.asking import asks_for_fragment
from portal_apps.core.formatting import count_of
from portal_apps.core.fragments import fresh_part
from portal_apps.core.pagination import Page, one_page, page_number
from portal_apps.core.permissions import PortalRequest, requires, send_messages
from portal_apps.core.spreadsheets import csv_file
from portal_apps.core.uploading import CsvUpload
from portal_apps.message_templates.wording import quoted
from portal_apps.sending import checks
from portal_apps.sending.file_rules import rules_for
from portal_apps.sending.progress import Progress
from portal_apps.sending.recipients import Row, Unreadable, bad_rows_as_csv
from portal_apps.uploads import actions
from portal_apps.uploads.checked_list import CheckedList

STOPPED = "The check of your file stopped before its end. Upload the file again"
PROGRESS = "sending/checking_progress.html"
LOOK_AGAIN = {"HX-Refresh": "true"}


@requires(send_messages)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_contact_list(request: PortalRequest) -> HttpResponse:
    form = CsvUpload()
    if request.method == "POST":
        form = CsvUpload(request.POST, request.FILES)
        if upload_id := _received(request, form):
            return _to_check(request, upload_id)
    return render(request, "uploads/upload_contact_list.html", {"form": form})


@requires(send_messages)
@require_http_methods(["GET", "HEAD", "POST"])
def check_contact_list(request: PortalRequest, upload_id: str) -> HttpResponse:
    """What was found in the file, or how far its check is; a POST brings another file in its place."""
    form = CsvUpload()
    if request.method == "POST":
        form = CsvUpload(request.POST, request.FILES)
        if new_id := _received(request, form):
            return _to_check(request, new_id)
    try:
        checked = CheckedList.of(request.visit.service, upload_id)
    except NotFound:
        return _without_verdict(request, upload_id)
    if asks_for_fragment(request):
        return HttpResponse(headers=LOOK_AGAIN)
    facts = {
        "checked": checked,
        "form": form if form.is_bound else {"error_list": _problems(checked)},
        "upload_form": form,
        "upload_id": upload_id,
        "bad_rows": _bad_rows(request, checked),
    }
    return render(request, "uploads/check_contact_list.html", facts)


@requires(send_messages)
@require_safe
def bad_rows_of_contact_list(request: PortalRequest, upload_id: str) -> HttpResponse:
    """Only the rows with something wrong, to be corrected."""
    checked = CheckedList.of(request.visit.service, upload_id)
    name = f"{PurePath(checked.verdict.name).stem} rows to correct"
    return csv_file(name, bad_rows_as_csv(checked.verdict.headings, checked.file.every_bad_row()))


@requires(send_messages)
@require_POST
def save_contact_list(request: PortalRequest, upload_id: str) -> HttpResponse:
    service = request.visit.service
    checked = CheckedList.of(service, upload_id)
    if not checked.can_be_saved:
        return _to_check(request, upload_id)
    actions.save(service.id, upload_id, checked.verdict)
    messages.success(request, f"{quoted(checked.verdict.name)} is saved, with {checked.in_words}")
    return redirect("uploads:uploads", service_id=service.id)


def _received(request: PortalRequest, form: CsvUpload) -> str | None:
    """The id under which the file is checked now; None where the form says what is wrong with it."""
    if not form.is_valid():
        return None
    service, upload_id = request.visit.service, str(uuid4())
    try:
        checks.check(checks.Subject(service.id, upload_id, rules_for(service)), form.cleaned_data["file"])
    except Unreadable as error:
        form.add_error("file", error.finding.text)
        return None
    return upload_id


def _without_verdict(request: PortalRequest, upload_id: str) -> HttpResponse:
    """How far the check is, or where to choose another file once it has ended without a verdict."""
    progress = Progress.of(request.visit.service.id, upload_id)
    if progress is None or progress.template_id:
        raise NotFound(message="Upload not found")
    if progress.is_alive:
        if asks_for_fragment(request):
            return fresh_part(request, PROGRESS, {"progress": PROGRESS}, {"progress": progress})
        return render(request, "uploads/checking.html", {"progress": progress})
    if asks_for_fragment(request):
        return HttpResponse(headers=LOOK_AGAIN)
    form = CsvUpload({}, {})
    form.errors["file"] = form.error_class([progress.finding.text if progress.finding else STOPPED])
    return render(request, "uploads/upload_contact_list.html", {"form": form})


def _problems(checked: CheckedList) -> list[dict[str, str]]:
    """Rows of the error summary."""
    problems = [{"text": problem} for problem in checked.problems]
    if bad := checked.verdict.totals.bad_rows:
        problems.append({"text": f"Something is wrong in {count_of(bad, 'row')}", "href": "#bad-rows"})
    return problems


def _bad_rows(request: PortalRequest, checked: CheckedList) -> Page[Row]:
    rows = checked.file.bad_rows(page_number(request))
    if not rows and page_number(request) > 1:
        raise Http404
    return one_page(request, rows, checked.verdict.totals.bad_rows)


def _to_check(request: PortalRequest, upload_id: str) -> HttpResponse:
    return redirect("uploads:check_contact_list", service_id=request.visit.service.id, upload_id=upload_id)
