"""What recipients of an e-mail see on the way to a file, for those who write the e-mail."""

from dataclasses import dataclass
from typing import Any, Self

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gateway.storage import template_email_files
from portal_apps.core.converters import id_of
from portal_apps.core.permissions import PortalRequest, member, requires
from portal_apps.message_templates.file_links import file_preview_url
from portal_apps.message_templates.files import EmailFile
from portal_apps.message_templates.forms.files import DocumentDownloadConfirmEmailAddress
from portal_apps.message_templates.models import Template, template_for

KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is in a template which the visitor may see."""

    service_id: str
    template: Template
    file: EmailFile

    @classmethod
    def of(cls, request: PortalRequest, document_id: str) -> Self:
        """The key of the address names the template. Raises Http404, and as template_for."""
        try:
            template_id = str(id_of(request.GET.get("key", "")))
        except ValueError as error:
            raise Http404 from error
        template = template_for(request.visit, template_id)
        found = (file for file in EmailFile.in_messages_of(template) if file.id == document_id)
        if template.is_deleted or not (file := next(found, None)):
            raise Http404
        return cls(request.visit.service.id, template, file)

    def url(self, page: str, **query: str) -> str:
        return file_preview_url(
            self.service_id, self.template.id, self.file.id, f"document_preview{page}", **query
        )

    @property
    def kind(self) -> str:
        return self.file.filename.rpartition(".")[2].upper()

    @property
    def next_url(self) -> str:
        return self.url("_confirm" if self.file.validate_users_email else "_download")


@requires(member)
@require_safe
def landing(request: PortalRequest, document_id: str) -> HttpResponse:
    return _page(request, "landing", Document.of(request, document_id))


@requires(member)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: PortalRequest, document_id: str) -> HttpResponse:
    """A recipient has to say which address the message went to; here it is the visitor's own."""
    document = Document.of(request, document_id)
    form = DocumentDownloadConfirmEmailAddress(request.POST or None, user=request.visit.user)
    if form.is_valid():
        return redirect(document.url("_download"))
    return _page(request, "confirm", document, form=form)


@requires(member)
@require_safe
def download(request: PortalRequest, document_id: str) -> HttpResponseBase:
    """The page with the link to the file, or the file: somebody else's, so that no browser shows it as a page of ours."""
    document = Document.of(request, document_id)
    ids = (document.service_id, document.file.id)
    if "file" not in request.GET:
        size = -(-template_email_files.facts(*ids).size // KILOBYTE)
        return _page(request, "download", document, kilobytes=size)
    return FileResponse(
        template_email_files.open(*ids),
        as_attachment=True,
        filename=document.file.filename,
        content_type="application/octet-stream",
    )


def _page(request: PortalRequest, name: str, document: Document, **more: Any) -> HttpResponse:
    return render(request, f"message_templates/files/preview_{name}.html", {"document": document, **more})
