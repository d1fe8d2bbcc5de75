"""The button that sends a file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gateway.errors import APIError, BadRequest, Forbidden, NotFound
from portal_apps.core.journeys import one_at_a_time
from portal_apps.core.permissions import PortalRequest, requires, send_messages
from portal_apps.sending.checked_file import CheckedFile
from portal_apps.sending.file_addresses import check_url, job_url
from portal_apps.sending.file_forms import StartJob
from portal_apps.sending.recipients import RecipientFile
from portal_apps.sending.sendable import sendable_template
from portal_apps.sending.sendings import Sendings
from portal_apps.sending.starting import NobodyKnows, start_job
from portal_apps.sending.views.check import ready_page

BUSY = "This file is being sent at the moment. Look again in a few seconds"
CHANGED = "Something has changed since you opened this page. Look at it once more before you send"
NOT_TAKEN = (
    "The Notify API did not take your file, so nothing was sent. You can try again: no file is sent twice"
)


@requires(send_messages.without_platform_admin())
@require_POST
def start(request: PortalRequest, upload_id: str) -> HttpResponse:
    """Leads to the job, whoever made it and when: a file becomes one job, however often this is sent."""
    service_id = request.visit.service.id
    verdict = RecipientFile(service_id, upload_id).verdict
    if not verdict.template_id:
        raise NotFound(message="File not found")  # a list of contacts, which is not for sending
    template = sendable_template(request.visit, verdict.template_id)
    # The same content, uploaded twice, is sent by one after the other: the second one is told of the first.
    with one_at_a_time(f"sending-{service_id}-{Sendings.of(service_id, verdict).id}") as is_first:
        if is_first:
            return _started(request, CheckedFile.of(request.visit.service, template, upload_id))
    messages.warning(request, BUSY)
    return redirect(check_url(service_id, template.id, upload_id))


def _started(request: PortalRequest, checked: CheckedFile) -> HttpResponse:
    if checked.job:
        return redirect(job_url(checked.service.id, checked.upload_id))
    if not (checked.is_up_to_date and checked.verdict.can_be_sent) or checked.fits_no_day:
        messages.warning(request, CHANGED)
        return redirect(check_url(checked.service.id, checked.template.id, checked.upload_id))
    form = StartJob(request.POST, schedule=checked.schedule, asks_again=checked.earlier is not None)
    if form.is_valid():
        Sendings.of(checked.service.id, checked.verdict).add(checked.upload_id)
        try:
            _start(checked, form)
        except NobodyKnows:
            page = {"back": check_url(checked.service.id, checked.template.id, checked.upload_id)}
            return render(request, "sending/nobody_knows.html", page)
        if form.is_valid():
            return redirect(job_url(checked.service.id, checked.upload_id))
    return ready_page(request, checked, form)


def _start(checked: CheckedFile, form: StartJob) -> None:
    """What the API refuses stands in the form. Raises NobodyKnows."""
    try:
        start_job(
            checked.service.id,
            checked.upload_id,
            scheduled_for=form.time,
            contact_list_id=checked.metadata.get("contact_list_id"),
        )
    except (BadRequest, Forbidden) as error:
        form.add_api_errors(error)
    except APIError:
        form.add_error(None, NOT_TAKEN)
