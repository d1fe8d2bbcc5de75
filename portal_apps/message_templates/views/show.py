"""One template as it is, as it was, and its end."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gateway import fan_out, service_api_client, template_statistics_client
from gateway.errors import HTTPError, NotFound, Unavailable
from portal_apps.core.permissions import (
    PortalRequest,
    manage_templates,
    member,
    organisation_member,
    requires,
)
from portal_apps.message_templates import wording
from portal_apps.message_templates.addresses import list_url
from portal_apps.message_templates.changes import Change
from portal_apps.message_templates.models import Template, path_to, preview_for, template_for

VERSIONS_ON_A_PAGE = 20


@requires(member | organisation_member)
@require_safe
def view_template(request: PortalRequest, template_id: str) -> HttpResponse:
    template = template_for(request.visit, template_id)
    return render(request, "message_templates/view.html", _one(request, template))


@requires(manage_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def delete_template(request: PortalRequest, template_id: str) -> HttpResponse:
    """A GET asks whether to and says when the template was last used; a POST does it."""
    template = template_for(request.visit, template_id)
    if template.is_deleted:
        raise NotFound(message="Template not found")
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


@requires(member | organisation_member)
@require_safe
def versions(request: PortalRequest, template_id: str) -> HttpResponse:
    """Every version, newest first, with what it changed."""
    template = template_for(request.visit, template_id)
    everything = Template.versions_of(request.visit.service.id, template_id)
    page = Paginator(everything, VERSIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    older = everything[page.start_index() : page.end_index() + 1]
    shown = [
        (one, preview_for(request.visit.service, one), Change.between(before, one) if before else None)
        for one, before in zip(page, [*older, None], strict=False)
    ]
    return render(
        request, "message_templates/versions.html", {"template": template, "versions": shown, "pages": page}
    )


@requires(member | organisation_member)
@require_safe
def version(request: PortalRequest, template_id: str, version: int) -> HttpResponse:
    """One version, and what it changed."""
    service_id = request.visit.service.id
    numbers = [version, version - 1] if version > 1 else [version]
    current, *both = fan_out(
        lambda: template_for(request.visit, template_id),
        *(lambda number=number: Template.from_id(service_id, template_id, number) for number in numbers),
    )
    page = {
        "template": current,
        "shown": both[0],
        "preview": preview_for(request.visit.service, both[0]),
        "change": Change.between(both[1], both[0]) if len(both) > 1 else None,
    }
    return render(request, "message_templates/version.html", page)


def _one(request: PortalRequest, template: Template) -> dict[str, Any]:
    return {
        "template": template,
        "preview": preview_for(request.visit.service, template),
        "above": path_to(request.visit, template),
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
