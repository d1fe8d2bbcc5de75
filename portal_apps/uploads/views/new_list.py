"""From a file to a list of contacts: uploaded, checked, saved."""

from pathlib import PurePath
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal_apps.core.pagination import Page, one_page, page_number
from portal_apps.core.permissions import PortalRequest, requires, send_messages
from portal_apps.core.spreadsheets import csv_file
from portal_apps.core.uploading import CsvUpload
from portal_apps.message_templates.wording import quoted
from portal_apps.sending.file_rules import rules_for
from portal_apps.sending.recipients import RecipientFile, Row, Unreadable, bad_rows_as_csv
from portal_apps.uploads import actions
from portal_apps.uploads.checked_list import CheckedList


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
    """What was found in the file; a POST brings another one in its place."""
    form = CsvUpload()
    if request.method == "POST":
        form = CsvUpload(request.POST, request.FILES)
        if new_id := _received(request, form):
            return _to_check(request, new_id)
    checked = CheckedList.of(request.visit.service, upload_id)
    facts = {
        "checked": checked,
        "form": form,
        "upload_id": upload_id,
        "bad_rows": _bad_rows(request, checked),
    }
    return render(request, "uploads/check_contact_list.html", facts)


@requires(send_messages)
@require_safe
def bad_rows_of_contact_list(request: PortalRequest, upload_id: str) -> HttpResponse:
    """Only the rows with something wrong, to be corrected."""
    checked = CheckedList.of(request.visit.service, upload_id)
    name = f"{PurePath(checked.verdict.name).stem} rows with errors"
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
    """The id under which the file and its verdict are now; None where the form says what is wrong with it."""
    if not form.is_valid():
        return None
    service, file, upload_id = request.visit.service, form.cleaned_data["file"], str(uuid4())
    try:
        RecipientFile(service.id, upload_id).check(file, file.name, rules_for(service))
    except Unreadable as error:
        form.add_error("file", error.finding.text)
        return None
    return upload_id


def _bad_rows(request: PortalRequest, checked: CheckedList) -> Page[Row]:
    rows = checked.file.bad_rows(page_number(request))
    if not rows and page_number(request) > 1:
        raise Http404
    return one_page(request, rows, checked.verdict.totals.bad_rows)


def _to_check(request: PortalRequest, upload_id: str) -> HttpResponse:
    return redirect("uploads:check_contact_list", service_id=request.visit.service.id, upload_id=upload_id)
