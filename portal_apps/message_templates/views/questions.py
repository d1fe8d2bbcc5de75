"""What stands between a written template and a saved one: the channel, those who call the API, what the API refuses."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gateway import api_key_api_client
from gateway.errors import BadRequest, Forbidden, NotFound, field_messages
from portal_apps.core.forms import Form
from portal_apps.core.permissions import PortalRequest
from portal_apps.message_templates.addresses import blocked_url
from portal_apps.message_templates.content.placeholders import PlaceholderChange, compare
from portal_apps.message_templates.forms.content import API_FIELDS
from portal_apps.message_templates.models import Template, template_for

KEYS_THAT_SEND = frozenset({"normal", "team"})
QR_CODE_TOO_LONG = "qr-code-too-long"
QR_CODE_SENTENCE = "A QR code cannot hold this much. Make the text that follows qr: shorter"


def template_to_change(request: PortalRequest, template_id: str) -> Template:
    """The current template. Raises PermissionDenied where its folder is hidden, and NotFound where there is no text to change.

    It is gone, or the one that stands for letters that were uploaded.
    """
    template = template_for(request.visit, template_id)
    if not template.can_be_changed:
        raise NotFound(message="Template not found")
    return template


def blocked(request: PortalRequest, template: Template) -> HttpResponse | None:
    """The way to the page about a channel that is off."""
    service = request.visit.service
    if service.has_permission(template.template_type):
        return None
    return redirect(blocked_url(service.id, template.template_type, "view_template", template.id))


def question_about_placeholders(
    request: PortalRequest,
    template: Template,
    attributes: dict[str, Any],
    typed: Iterable[tuple[str, str]] = (),
) -> HttpResponse | None:
    """Asked before a save that would refuse the messages of callers who do not know of it; None once confirmed."""
    change = compare(template.texts, template.with_changes(attributes).texts).apart_from(template.attached)
    if not change.is_breaking or "confirm" in request.POST:
        return None
    return _breaking_change_page(request, template, change, list(typed))


def accepted(form: Form, write: Callable[[], Any]) -> Any:
    """What the write answers, or None where the API refused what was typed and the form now says why."""
    try:
        return write()
    except (BadRequest, Forbidden) as error:
        refused = field_messages(error)
        if isinstance(error, Forbidden) and "template_type" not in refused:
            raise
        if QR_CODE_TOO_LONG in refused.get("content", ()):
            form.add_error(
                "template_content" if "template_content" in form.fields else None, QR_CODE_SENTENCE
            )
        else:
            form.add_api_errors(error, API_FIELDS)
        return None


def _breaking_change_page(
    request: PortalRequest, template: Template, change: PlaceholderChange, typed: list[tuple[str, str]]
) -> HttpResponse:
    page = {
        "template": template,
        "version": request.POST.get("version") or template.version,
        "change": change,
        "typed": typed,
        "keys": _keys(request.visit.service.id),
    }
    return render(request, "message_templates/breaking_change.html", page)


def _keys(service_id: str) -> list[str]:
    """The names of the API keys that send real messages and are not revoked."""
    keys = api_key_api_client.get_api_keys(service_id)["apiKeys"]
    return [key["name"] for key in keys if key["key_type"] in KEYS_THAT_SEND and not key["expiry_date"]]
