"""Copying a template out of any service one is in: finding it, and giving the copy a name."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gateway import service_api_client
from gateway.errors import NotFound
from portal_apps.core.permissions import PortalRequest, Visit, manage_templates, requires
from portal_apps.message_templates import copying
from portal_apps.message_templates.addresses import blocked_url, template_url
from portal_apps.message_templates.forms.copy import CopyTemplate
from portal_apps.message_templates.forms.selection import SearchTemplates
from portal_apps.message_templates.models import Template, folder_for, preview_for, template_for, tree_for
from portal_apps.message_templates.searching import search
from portal_apps.message_templates.tree import FolderId
from portal_apps.message_templates.views.questions import accepted


@requires(manage_templates)
@require_safe
def choose_template_to_copy(
    request: PortalRequest, from_service: str | None = None, from_folder: FolderId = None
) -> HttpResponse:
    """The person's services, and what they see of one; whoever is only here starts in this one."""
    page: dict[str, Any] = {"to_folder_id": _id_in_query(request, "to_folder_id")}
    if from_service or from_folder:
        source = copying.visit_to(request.visit, from_service or request.visit.service.id)
        return _templates_page(request, source, from_folder, page)
    if copying.has_only(request.visit):
        return _templates_page(request, request.visit, None, page)
    services = copying.services_of(request.visit)
    asked = SearchTemplates(request.GET)
    page |= {"services": services, "search": asked, "most": copying.MOST_SERVICES}
    if asked.words:
        page["found"] = copying.found_in(request.visit, services, asked.words)
    return render(request, "message_templates/copy_services.html", page)


@requires(manage_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def copy_template(request: PortalRequest, template_id: str) -> HttpResponse:
    """Shows what is copied, with a name for the copy; a POST makes it."""
    visit = request.visit
    source = copying.visit_to(visit, _id_in_query(request, "from_service") or visit.service.id)
    template = template_for(source, template_id)
    if not template.can_be_changed:
        raise NotFound(message="Template not found")
    if not visit.service.has_permission(template.template_type):
        return redirect(blocked_url(visit.service.id, template.template_type, "templates"))
    form = CopyTemplate(request.POST or None, initial=_initial(request, source, template))
    if form.is_valid() and (created := _create(visit, form, template)):
        return redirect(template_url(visit.service.id, created["data"]["id"]))
    page = {"form": form, "source": source.service, "template": template}
    page |= {"preview": preview_for(source.service, template), "gone": copying.not_copied(template)}
    return render(request, "message_templates/copy.html", page)


def _templates_page(
    request: PortalRequest, source: Visit, folder_id: FolderId, page: dict[str, Any]
) -> HttpResponse:
    tree, asked = tree_for(source), SearchTemplates(request.GET)
    if folder_id and folder_id not in tree.folders:
        folder_for(source, folder_id)
        raise NotFound(message="Template folder not found")
    found = search(source.service.id, tree, asked.words, folder_id) if asked.words else None
    page |= {
        "source": source.service,
        "is_only_service": copying.has_only(request.visit),
        "tree": tree,
        "path": tree.path_to(folder_id),
        "items": found.items if found else tree.items_in(folder_id),
        "search": asked,
        "found": found,
    }
    return render(request, "message_templates/copy_templates.html", page)


def _initial(request: PortalRequest, source: Visit, template: Template) -> dict[str, Any]:
    """A name that no template of this service has, in the folder one came from, or in that of the original."""
    service_id = request.visit.service.id
    names = [row["name"] for row in service_api_client.get_service_templates(service_id)["data"]]
    beside = template.folder_id if source.service.id == service_id else None
    return {
        "name": copying.name_of_copy(template.name, names),
        "template_id": template.id,
        "parent_folder_id": _id_in_query(request, "to_folder_id") or beside,
    }


def _create(visit: Visit, form: CopyTemplate, template: Template) -> Any:
    """What the API made of it. The ids of the form are looked at like any that come from outside."""
    folder_id = form.cleaned_data["parent_folder_id"] or None
    if not form.is_about(template.id):
        return None
    if folder_id:
        folder_for(visit, folder_id)
    new = {**template.written, "name": form.cleaned_data["name"]}
    return accepted(
        form,
        lambda: service_api_client.create_service_template(
            type_=template.template_type,
            service_id=visit.service.id,
            parent_folder_id=folder_id,
            **new,
        ),
    )


def _id_in_query(request: PortalRequest, name: str) -> str | None:
    """An id behind the question mark; what is none leads nowhere."""
    try:
        return str(UUID(request.GET[name])) if request.GET.get(name) else None
    except ValueError:
        raise Http404 from None
