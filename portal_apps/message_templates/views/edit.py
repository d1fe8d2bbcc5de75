"""Writing templates: adding one, changing one without overwriting anybody, looking at it first, counting text messages."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gateway import service_api_client
from portal_apps.core.asking import asks_for_fragment
from portal_apps.core.formatting import day_and_time
from portal_apps.core.permissions import PortalRequest, manage_templates, member, requires
from portal_apps.message_templates.addresses import blocked_url, template_url
from portal_apps.message_templates.changes import Change
from portal_apps.message_templates.forms.content import Content, TemplateForm, form_class_for
from portal_apps.message_templates.length import SMSLength
from portal_apps.message_templates.models import Template, folder_for, prefix_of
from portal_apps.message_templates.tree import FolderId
from portal_apps.message_templates.trial import trial_of
from portal_apps.message_templates.views.questions import (
    accepted,
    blocked,
    question_about_placeholders,
    template_to_change,
)

# Buttons that only show the form again, with what was typed.
BACK_TO_FORM = frozenset({"preview", "edit_again"})


@requires(manage_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def add_template(
    request: PortalRequest, template_type: str, template_folder_id: FolderId = None
) -> HttpResponse:
    """A new template, in the root or in a folder."""
    service = request.visit.service
    if template_folder_id:
        folder_for(request.visit, template_folder_id)
    if not service.has_permission(template_type):
        return redirect(blocked_url(service.id, template_type, "templates"))
    form = _form_class(template_type, "english")(request.POST or None)
    if form.is_valid() and not BACK_TO_FORM & request.POST.keys():
        new = {"type_": template_type, "service_id": service.id, "parent_folder_id": template_folder_id}
        created = accepted(form, lambda: service_api_client.create_service_template(**new, **form.as_saved()))
        if created:
            return redirect(template_url(service.id, created["data"]["id"]))
    return _form_page(request, form, template_folder_id=template_folder_id)


@requires(manage_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_template(request: PortalRequest, template_id: str, language: str = "english") -> HttpResponse:
    """Nobody's change is lost: see `_next_page` for the questions that come before a save."""
    template = template_to_change(request, template_id)
    if elsewhere := blocked(request, template):
        return elsewhere
    form_class = _form_class(template.template_type, language)
    form = form_class(request.POST or None, initial=form_class.initial_of(template))
    if form.is_valid() and not BACK_TO_FORM & request.POST.keys():
        return _next_page(request, form, template)
    return _form_page(request, form, template)


@requires(member)
@require_POST
def count_sms_length(request: PortalRequest) -> HttpResponse:
    """The sentence about the length of a text message, while it is typed."""
    content = Content(required=False).clean(request.POST.get("template_content", ""))
    length = SMSLength(content, prefix_of(request.visit.service))
    return render(request, "message_templates/sms_length.html", {"length": length})


def _next_page(request: PortalRequest, form: TemplateForm, template: Template) -> HttpResponse:
    """Ask first where somebody else was quicker, or where API callers must follow; otherwise save."""
    service_id, attributes = request.visit.service.id, form.as_saved()
    if template.says(attributes):
        return redirect(template_url(service_id, template.id))
    if form.is_older_than(template):
        return _conflict_page(request, form, template)
    if question := question_about_placeholders(request, template, attributes, form.typed):
        return question
    if accepted(
        form, lambda: service_api_client.update_service_template(service_id, template.id, **attributes)
    ):
        return redirect(template_url(service_id, template.id))
    return _form_page(request, form, template)


def _conflict_page(request: PortalRequest, form: TemplateForm, template: Template) -> HttpResponse:
    """The form again, with what the other person wrote; saving it now starts from their version."""
    mine = template.with_changes(form.as_saved())
    who = "You" if template.changed_by_id == request.visit.user.id else "Someone else"
    form.add_error(
        None, f"{who} changed this template {day_and_time(template.changed_at)}. Your text is not saved yet"
    )
    conflict = Change.between(template, mine)
    return _form_page(request, form, template, conflict=conflict, version=template.version)


def _form_page(
    request: PortalRequest, form: TemplateForm, template: Template | None = None, **more: Any
) -> HttpResponse:
    """The form; to htmx, which asks for it with the button of the preview, only the preview."""
    service = request.visit.service
    page = {"form": form, "template": template, "version": form["version"].value(), **more}
    if form.template_type == "sms":
        page["length"] = SMSLength(form["template_content"].value() or "", prefix_of(service))
    if "preview" in request.POST:
        page["trial"] = trial_of(service, form, template, request.POST) if form.is_valid() else None
        if asks_for_fragment(request):
            return render(request, "message_templates/trial.html", page)
    return render(request, "message_templates/edit.html", page)


def _form_class(template_type: str, language: str) -> type[TemplateForm]:
    form_class = form_class_for(template_type, language)
    if form_class is None:
        raise Http404
    return form_class
