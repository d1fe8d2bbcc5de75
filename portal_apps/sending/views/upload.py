"""Choosing a file of recipients for a template, and an example of one."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal_apps.core.permissions import PortalRequest, manage_templates, requires, send_messages
from portal_apps.core.spreadsheets import csv_file
from portal_apps.core.uploading import CsvUpload
from portal_apps.message_templates.addresses import template_url
from portal_apps.message_templates.models import Template, template_for
from portal_apps.sending import checks
from portal_apps.sending.example import example_rows, what_is_listed
from portal_apps.sending.file_addresses import check_url
from portal_apps.sending.file_rules import rules_for
from portal_apps.sending.recipients import Rules, Unreadable
from portal_apps.sending.sendable import sendable_template
from portal_apps.sending.senders import chosen_sender


@requires(send_messages)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: PortalRequest, template_id: str) -> HttpResponse:
    template = sendable_template(request.visit, template_id)
    form = CsvUpload(request.POST, request.FILES) if request.method == "POST" else CsvUpload()
    if form.is_valid():
        upload_id = str(uuid4())
        subject = checks.Subject(
            request.visit.service.id, upload_id, rules_for(request.visit.service, template.facts)
        )
        metadata = {"sender_id": chosen_sender(request, template.id)}
        try:
            checks.check(subject, form.cleaned_data["file"], metadata)
        except Unreadable as error:
            form.add_error("file", error.finding.text)
        else:
            return redirect(check_url(request.visit.service.id, template.id, upload_id))
    return upload_page(request, template, form)


@requires(send_messages | manage_templates)
@require_safe
def example(request: PortalRequest, template_id: str) -> HttpResponse:
    template = template_for(request.visit, template_id)
    rules = Rules.of(request.visit.service.facts, template.facts)
    return csv_file(template.name, example_rows(template, rules))


def upload_page(request: PortalRequest, template: Template, form: CsvUpload) -> HttpResponse:
    rules = Rules.of(request.visit.service.facts, template.facts)
    page = {
        "form": form,
        "template": template,
        "listed": what_is_listed(template),
        "example": example_rows(template, rules),
        "back": template_url(request.visit.service.id, template.id),
    }
    return render(request, "sending/upload.html", page)
