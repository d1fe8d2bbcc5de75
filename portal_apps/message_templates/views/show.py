"""One template as it is, what happens to what is filled in, and its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gateway import service_api_client, template_statistics_client
from gateway.errors import HTTPError, Unavailable
from portal_apps.core.permissions import (
    PortalRequest,
    manage_templates,
    member,
    organisation_member,
    requires,
)
from portal_apps.message_templates import wording
from portal_apps.message_templates.addresses import list_url, template_url
from portal_apps.message_templates.models import Template, path_to, preview_for, template_and_path
from portal_apps.message_templates.tree import Folder
from portal_apps.message_templates.views.questions import blocked, template_to_change


@requires(member | organisation_member)
@require_safe
def view_template(request: PortalRequest, template_id: str) -> HttpResponse:
    template, above = template_and_path(request.visit, template_id)
    return render(request, "message_templates/view.html", _one(request, template, above))


@requires(manage_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def delete_template(request: PortalRequest, template_id: str) -> HttpResponse:
    """A GET asks whether to and says when the template was last used; a POST does it."""
    template = template_to_change(request, template_id)
    if request.method == "POST":
        service_api_client.delete_service_template(request.visit.service.id, template.id)
        messages.success(request, wording.deleted(template.name))
        return redirect(list_url(request.visit.service.id, template.folder_id))
    page = {
        **_one(request, template),
        "is_delete": True,
        "last_used": _last_used(request.visit.service.id, template.id),
    }
    return render(request, "message_templates/view.html", page)


@requires(manage_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def redact_template(request: PortalRequest, template_id: str) -> HttpResponse:
    """A GET asks whether to hide for good what is filled into the messages; a POST does it."""
    template = template_to_change(request, template_id)
    if elsewhere := blocked(request, template):
        return elsewhere
    if request.method == "POST":
        service_api_client.redact_service_template(request.visit.service.id, template.id)
        messages.success(request, "Personalisation is hidden once a message is sent")
    if request.method == "POST" or template.hides_personalisation:
        return redirect(template_url(request.visit.service.id, template.id))
    return render(request, "message_templates/view.html", {**_one(request, template), "is_redact": True})


def _one(
    request: PortalRequest, template: Template, above: list[Folder | None] | None = None
) -> dict[str, Any]:
    return {
        "template": template,
        "preview": preview_for(request.visit.service, template),
        "above": above or path_to(request.visit, template),
    }


def _last_used(service_id: str, template_id: str) -> dict[str, str | bool]:
    """When it was last used, if the API knows. An API that is away is no answer, and raises as everywhere."""
    try:
        moment = template_statistics_client.get_last_used_date_for_template(service_id, template_id)
    except Unavailable:
        raise
    except HTTPError:
        return {"is_known": False}
    return {"is_known": True, "at": moment or ""}
