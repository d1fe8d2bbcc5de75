"""Writing templates: adding one, changing one without overwriting anybody, counting text messages."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gateway import api_key_api_client, service_api_client
from gateway.errors import BadRequest, Forbidden, NotFound, field_messages
from portal_apps.core.formatting import day_and_time
from portal_apps.core.permissions import PortalRequest, manage_templates, member, requires
from portal_apps.message_templates.addresses import blocked_url, template_url
from portal_apps.message_templates.changes import Change
from portal_apps.message_templates.content.placeholders import compare
from portal_apps.message_templates.forms.content import API_FIELDS, FORMS, Content, TemplateForm
from portal_apps.message_templates.length import SMSLength
from portal_apps.message_templates.models import Template, folder_for, prefix_of, preview_for, template_for
from portal_apps.message_templates.tree import FolderId

# Buttons that only show the form again, with what was typed.
BACK_TO_FORM = frozenset({"preview", "edit_again"})
KEYS_THAT_SEND = frozenset({"normal", "team"})


@requires(manage_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def add_template(
    request: PortalRequest, template_type: str, template_folder_id: FolderId = None
) -> HttpResponse:
    """A new e-mail or text message template, in the root or in a folder."""
    service = request.visit.service
    if template_folder_id:
        folder_for(request.visit, template_folder_id)
    if not service.has_permission(template_type):
        return redirect(blocked_url(service.id, template_type, "templates"))
    form = _form_class(template_type)(request.POST or None)
    if form.is_valid() and not BACK_TO_FORM & request.POST.keys():
        created = _accepted(
            form,
            lambda: service_api_client.create_service_template(
                type_=template_type,
                service_id=service.id,
                parent_folder_id=template_folder_id,
                **form.as_saved(),
            ),
        )
        if created:
            return redirect(template_url(service.id, created["data"]["id"]))
    return _form_page(request, form, template_folder_id=template_folder_id)


@requires(manage_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_template(request: PortalRequest, template_id: str) -> HttpResponse:
    """Nobody's change is lost: see `_next_page` for the questions that come before a save."""
    service, template = request.visit.service, template_for(request.visit, template_id)
    if template.is_deleted:
        raise NotFound(message="Template not found")
    if not service.has_permission(template.template_type):
        return redirect(blocked_url(service.id, template.template_type, "view_template", template.id))
    form_class = _form_class(template.template_type)
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
    if form.says_the_same_as(template):
        return redirect(template_url(request.visit.service.id, template.id))
    if form.is_older_than(template):
        return _conflict_page(request, form, template)
    change = compare(template.texts, form.texts)
    if change.is_breaking and "confirm" not in request.POST:
        page = {"form": form, "template": template, "change": change, "keys": _keys(request.visit.service.id)}
        return render(request, "message_templates/breaking_change.html", page)
    saved = _accepted(
        form,
        lambda: service_api_client.update_service_template(
            request.visit.service.id, template.id, **form.as_saved()
        ),
    )
    return (
        redirect(template_url(request.visit.service.id, template.id))
        if saved
        else _form_page(request, form, template)
    )


def _conflict_page(request: PortalRequest, form: TemplateForm, template: Template) -> HttpResponse:
    """The form again, with what the other person wrote; saving it now starts from their version."""
    mine = Template({**template.facts, **form.as_saved()})
    who = "You" if template.changed_by_id == request.visit.user.id else "Someone else"
    form.add_error(
        None, f"{who} changed this template {day_and_time(template.changed_at)}. Your text is not saved yet"
    )
    conflict = Change.between(template, mine)
    return _form_page(request, form, template, conflict=conflict, version=template.version)


def _form_page(
    request: PortalRequest, form: TemplateForm, template: Template | None = None, **more: Any
) -> HttpResponse:
    service = request.visit.service
    page = {"form": form, "template": template, "version": form["version"].value(), **more}
    if form.template_type == "sms":
        page["length"] = SMSLength(form["template_content"].value() or "", prefix_of(service))
    if "preview" in request.POST and form.is_valid():
        facts = template.facts if template else {"reply_to_text": None}
        page["preview"] = preview_for(service, Template({**facts, **form.as_template()}))
    return render(request, "message_templates/edit.html", page)


def _accepted(form: TemplateForm, write: Callable[[], Any]) -> Any:
    """What the write answers, or None where the API refused what was typed and the form now says why."""
    try:
        return write()
    except (BadRequest, Forbidden) as error:
        if isinstance(error, Forbidden) and "template_type" not in field_messages(error):
            raise
        form.add_api_errors(error, API_FIELDS)
        return None


def _form_class(template_type: str) -> type[TemplateForm]:
    if template_type not in FORMS:
        raise Http404
    return FORMS[template_type]


def _keys(service_id: str) -> list[str]:
    """The names of the API keys that send real messages and are not revoked."""
    keys = api_key_api_client.get_api_keys(service_id)["apiKeys"]
    return [key["name"] for key in keys if key["key_type"] in KEYS_THAT_SEND and not key["expiry_date"]]
