"""The settings of one file of an e-mail template, a page for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from portal_apps.core.changes import ChangePage, EditForm, YesNo, change
from portal_apps.core.permissions import PortalRequest, manage_templates, requires
from portal_apps.message_templates.files import EmailFile, change_file
from portal_apps.message_templates.forms.files import (
    TemplateEmailFileLinkText,
    TemplateEmailFileRetentionPeriod,
)
from portal_apps.message_templates.models import Template
from portal_apps.message_templates.views.files import METHODS, email_template_for, file_url

MUST_THEY = "Do recipients have to confirm their email address before they can download the file?"


@requires(manage_templates)
@require_http_methods(METHODS)
def change_link_text(request: PortalRequest, template_id: str, template_email_file_id: str) -> HttpResponse:
    one = Settings.of(request, template_id, template_email_file_id)
    form = TemplateEmailFileLinkText(request.POST or None, initial={"link_text": one.file.link_text})
    return one.page(
        f"{'Change' if one.file.link_text else 'Add'} link text",
        form,
        lambda typed: {"link_text": typed["link_text"]},
    )


@requires(manage_templates)
@require_http_methods(METHODS)
def change_retention(request: PortalRequest, template_id: str, template_email_file_id: str) -> HttpResponse:
    """For how long recipients can come to the file."""
    one = Settings.of(request, template_id, template_email_file_id)
    now = {"retention_period": one.file.retention_period}
    form = TemplateEmailFileRetentionPeriod(request.POST or None, initial=now)
    return one.page(
        "How long the file is available",
        form,
        lambda typed: {"retention_period": typed["retention_period"]},
    )


@requires(manage_templates)
@require_http_methods(METHODS)
def change_validation(request: PortalRequest, template_id: str, template_email_file_id: str) -> HttpResponse:
    """Whether recipients have to say which address the message went to."""
    one = Settings.of(request, template_id, template_email_file_id)
    now = {"enabled": one.file.validate_users_email}
    form = YesNo(request.POST or None, initial=now, question=MUST_THEY)
    return one.page(
        "Ask recipient for their email address",
        form,
        lambda typed: {"validate_users_email": typed["enabled"]},
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """The file whose settings a request is about."""

    request: PortalRequest
    template: Template
    file: EmailFile

    @classmethod
    def of(cls, request: PortalRequest, template_id: str, file_id: str) -> Self:
        """Raises NotFound, and PermissionDenied where the folder of the template is hidden."""
        template = email_template_for(request, template_id)
        return cls(request, template, EmailFile.from_id(request.visit.service.id, template.id, file_id))

    def page(
        self, title: str, form: EditForm, changes: Callable[[dict[str, Any]], Mapping[str, Any]]
    ) -> HttpResponse:
        """The page of a form whose fields end up in some of the settings."""
        ids = (self.request.visit.service.id, self.template.id)
        page = ChangePage(title, back=file_url(*ids, self.file.id), done="Changes saved")
        return change(self.request, form, page, lambda typed: change_file(*ids, self.file, **changes(typed)))
