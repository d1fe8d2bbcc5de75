"""What was found in a file of recipients: while it is being read, where it has faults, and before it is sent."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gateway.errors import NotFound
from portal_apps.core.asking import asks_for_fragment
from portal_apps.core.formatting import count_of
from portal_apps.core.fragments import fresh_part
from portal_apps.core.pagination import one_page, page_number
from portal_apps.core.permissions import PortalRequest, requires, send_messages
from portal_apps.core.uploading import CsvUpload
from portal_apps.message_templates.models import Template
from portal_apps.sending import checks, wording
from portal_apps.sending.checked_file import CheckedFile
from portal_apps.sending.file_addresses import check_url, job_url, upload_url
from portal_apps.sending.file_forms import StartJob
from portal_apps.sending.progress import Progress
from portal_apps.sending.recipients import Unreadable
from portal_apps.sending.row_preview import FIRST_ROW, RowPreview
from portal_apps.sending.sendable import sendable_template
from portal_apps.sending.views.upload import upload_page

STOPPED = "The check of your file stopped before its end, and nothing was sent. Upload the file again"


@requires(send_messages)
@require_safe
def check_messages(
    request: PortalRequest, template_id: str, upload_id: str, row_index: int = FIRST_ROW
) -> HttpResponse:
    """Of a file that is a job already the job's page; of one that rules have changed for, a new check."""
    template = sendable_template(request.visit, template_id)
    try:
        checked = CheckedFile.of(request.visit.service, template, upload_id)
    except NotFound:
        return _without_verdict(request, template, Progress.of(request.visit.service.id, upload_id))
    if checked.job:
        return redirect(job_url(checked.service.id, upload_id))
    if not checked.is_up_to_date:
        return _checked_again(request, checked)
    if asks_for_fragment(request):
        return HttpResponse(headers={"HX-Refresh": "true"})
    if not checked.verdict.can_be_sent:
        return _faults_page(request, checked)
    form = StartJob(schedule=checked.schedule, asks_again=checked.earlier is not None)
    return ready_page(request, checked, form, row_index)


def ready_page(
    request: PortalRequest, checked: CheckedFile, form: StartJob, row_index: int = FIRST_ROW
) -> HttpResponse:
    try:
        preview = RowPreview.of(checked, row_index)
    except IndexError:
        raise Http404 from None
    page = {
        "checked": checked,
        "verdict": checked.verdict,
        "form": form,
        "preview": preview,
        "things": wording.things(checked.template.template_type, checked.verdict.totals.recipients),
        **_addresses(checked),
    }
    return render(request, "sending/check.html", page)


def _faults_page(request: PortalRequest, checked: CheckedFile) -> HttpResponse:
    """Every row with a fault, a page at a time."""
    totals, number = checked.verdict.totals, page_number(request)
    rows = checked.file.bad_rows(number)
    if number > 1 and not rows:
        raise Http404
    page = {
        "checked": checked,
        "verdict": checked.verdict,
        "form": {"error_list": _problems(checked)},
        "upload_form": CsvUpload(),
        "rows": one_page(request, rows, totals.bad_rows),
        "kinds": wording.faults_in_general(totals),
        **_addresses(checked),
    }
    return render(request, "sending/faults.html", page)


def _problems(checked: CheckedFile) -> list[dict[str, Any]]:
    """Rows of the error summary."""
    problems = [{"text": problem.text} for problem in checked.verdict.problems]
    if bad := checked.verdict.totals.bad_rows:
        problems.append({"text": f"Something is wrong in {count_of(bad, 'row')}", "href": "#bad-rows"})
    return problems


def _addresses(checked: CheckedFile) -> dict[str, str]:
    service_id, template_id, upload_id = checked.service.id, checked.template.id, checked.upload_id
    names = ("check_messages", "bad_rows_csv", "repeats", "repeats_csv")
    return {
        "upload_url": upload_url(service_id, template_id),
        **{f"{name}_url": check_url(service_id, template_id, upload_id, name) for name in names},
    }


def _without_verdict(request: PortalRequest, template: Template, progress: Progress | None) -> HttpResponse:
    if progress is None or progress.template_id != template.id:
        raise NotFound(message="File not found")
    if progress.is_alive:
        return _checking_page(request, template, progress)
    return _stopped_page(request, template, progress)


def _checked_again(request: PortalRequest, checked: CheckedFile) -> HttpResponse:
    """By the rules as they are now; not by rules that it was held against in vain."""
    progress = Progress.of(checked.service.id, checked.upload_id)
    if progress is None or not (progress.is_alive or progress.rules == checked.rules.digest):
        subject = checks.Subject(checked.service.id, checked.upload_id, checked.rules)
        try:
            if checks.check_again(subject, checked.verdict.name):
                return redirect(request.get_full_path())
        except Unreadable as error:
            return _refused_page(request, checked.template, error.finding.text)
        progress = Progress.of(checked.service.id, checked.upload_id)
    if progress is None or progress.is_alive:
        return _checking_page(request, checked.template, progress)
    return _stopped_page(request, checked.template, progress)


def _checking_page(request: PortalRequest, template: Template, progress: Progress | None) -> HttpResponse:
    figures = {"progress": progress, "template": template}
    if asks_for_fragment(request):
        return fresh_part(
            request,
            "sending/checking_progress.html",
            {"progress": "sending/checking_progress.html"},
            figures,
        )
    return render(request, "sending/checking.html", figures)


def _stopped_page(request: PortalRequest, template: Template, progress: Progress) -> HttpResponse:
    if asks_for_fragment(request):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _refused_page(request, template, progress.finding.text if progress.finding else STOPPED)


def _refused_page(request: PortalRequest, template: Template, text: str) -> HttpResponse:
    """Where to choose a file, with what is the matter with this one."""
    form = CsvUpload({}, {})
    form.errors["file"] = form.error_class([text])
    return upload_page(request, template, form)
