"""The files of an e-mail template: their list, a new one, and one of them."""

from functools import partial
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gateway import (
    DocumentDownloadError,
    document_download_api_client,
    service_api_client,
    template_email_file_client,
)
from gateway.errors import BadRequest, NotFound, field_messages
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.contact_details import ServiceContactDetails
from portal_apps.core.formatting import join_words
from portal_apps.core.permissions import PortalRequest, manage_templates, requires
from portal_apps.message_templates import files
from portal_apps.message_templates.addresses import template_url
from portal_apps.message_templates.file_links import file_preview_url
from portal_apps.message_templates.files import EmailFile
from portal_apps.message_templates.forms.files import TemplateEmailFilesUpload
from portal_apps.message_templates.models import Template
from portal_apps.message_templates.views.questions import template_to_change
from portal_apps.message_templates.wording import quoted
from portal_apps.services.last_change import last_change_of

METHODS = ["GET", "HEAD", "POST"]
ALL_OF_THE_MESSAGE = "This file is all that the message says. Write something else before you remove it"


@requires(manage_templates)
@require_safe
def email_files(request: PortalRequest, template_id: str) -> HttpResponse:
    template = email_template_for(request, template_id)
    found = EmailFile.all_of(request.visit.service.id, template_id)
    return render(request, "message_templates/files/list.html", {"template": template, "files": found})


@requires(manage_templates)
@require_http_methods(METHODS)
def email_files_setup(request: PortalRequest, template_id: str) -> HttpResponse:
    """How recipients can ask about a file: without it the service can send none."""
    service, template = request.visit.service, email_template_for(request, template_id)
    now = ServiceContactDetails.initial_of(service.facts["contact_link"])
    form = ServiceContactDetails(request.POST or None, initial=now)
    page = ChangePage(
        "Contact details for files sent by email",
        back=template_url(service.id, template.id),
        button="Continue",
        template="components/contact_details_page.html",
    )

    def save(_typed: dict[str, Any]) -> HttpResponse:
        service_api_client.update_service(service.id, contact_link=form.contact_link)
        return redirect(_url(request, "upload_email_file", template))

    return change(request, form, page, save, changed_by=partial(last_change_of, service.id))


@requires(manage_templates)
@require_http_methods(METHODS)
def upload_email_file(request: PortalRequest, template_id: str) -> HttpResponse:
    """A new file waits until it is put into the template."""
    service, template = request.visit.service, email_template_for(request, template_id)
    if not service.facts["contact_link"]:
        return redirect(_url(request, "email_files_setup", template))
    form = TemplateEmailFilesUpload()
    if request.method == "POST":
        others = EmailFile.all_of(service.id, template.id)
        form = TemplateEmailFilesUpload(request.POST, request.FILES, subject=template.subject, others=others)
        if file_id := _uploaded(service.id, template, form):
            return redirect(file_url(service.id, template.id, file_id))
    return render(request, "message_templates/files/upload.html", {"template": template, "form": form})


@requires(manage_templates)
@require_http_methods(METHODS)
def email_file(request: PortalRequest, template_id: str, template_email_file_id: str) -> HttpResponse:
    """One file with its settings; a POST removes it, after a question."""
    service_id, template = request.visit.service.id, email_template_for(request, template_id)
    file = EmailFile.from_id(service_id, template.id, template_email_file_id)
    if request.method == "POST":
        return _removed(request, template, file)
    facts = {
        "template": template,
        "file": file,
        "is_in_message": file.is_in(template.content),
        "asks": "remove" in request.GET,
        "preview_url": file_preview_url(service_id, template.id, file.id),
    }
    return render(request, "message_templates/files/file.html", facts)


@requires(manage_templates)
@require_POST
def make_email_file_live(
    request: PortalRequest, template_id: str, template_email_file_id: str
) -> HttpResponse:
    """Put the file into the template, with a place in its message."""
    service_id, template = request.visit.service.id, email_template_for(request, template_id)
    file = EmailFile.from_id(service_id, template.id, template_email_file_id)
    try:
        files.publish(service_id, template.id, file)
    except BadRequest as error:
        return _refused(request, template, file, error)
    messages.success(request, f"{quoted(file.filename)} is in the template")
    return redirect(template_url(service_id, template.id))


def email_template_for(request: PortalRequest, template_id: str) -> Template:
    """Raises NotFound for a template that is no e-mail, and as template_to_change."""
    template = template_to_change(request, template_id)
    if template.template_type != "email":
        raise NotFound(message="Template not found")
    return template


def file_url(service_id: str, template_id: str, file_id: str) -> str:
    arguments = {"service_id": service_id, "template_id": template_id, "template_email_file_id": file_id}
    return reverse("message_templates:email_file", kwargs=arguments)


def _uploaded(service_id: str, template: Template, form: TemplateEmailFilesUpload) -> str | None:
    """The id of the file once it was checked and kept; None where the form says what is wrong with it."""
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    name, content = PurePath(file.name).name, file.read()
    try:
        document_download_api_client.file_check_and_antivirus_scan(service_id, name, content)
        kept = template_email_file_client.upload_email_attachment(
            service_id=service_id, template_id=template.id, filename=name, content=content
        )
    except DocumentDownloadError as error:
        form.add_error("file", error.message)
        return None
    except BadRequest as error:
        form.add_api_errors(error, {"filename": "file", "": "file"})
        return None
    file_id: str = kept["data"]["id"]
    return file_id


def _removed(request: PortalRequest, template: Template, file: EmailFile) -> HttpResponse:
    if not files.without(template.content, file.key).strip():
        messages.error(request, ALL_OF_THE_MESSAGE)
        return redirect(file_url(request.visit.service.id, template.id, file.id))
    try:
        files.remove(request.visit.service.id, template, file)
    except BadRequest as error:
        return _refused(request, template, file, error)
    messages.success(request, f"{quoted(file.filename)} has been removed")
    return redirect(template_url(request.visit.service.id, template.id))


def _refused(request: PortalRequest, template: Template, file: EmailFile, error: BadRequest) -> HttpResponse:
    for texts in field_messages(error).values():
        messages.error(request, join_words(texts))
    return redirect(file_url(request.visit.service.id, template.id, file.id))


def _url(request: PortalRequest, name: str, template: Template) -> str:
    arguments = {"service_id": request.visit.service.id, "template_id": template.id}
    return reverse(f"message_templates:{name}", kwargs=arguments)
