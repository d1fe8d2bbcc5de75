"""One folder: its name, who sees it, and its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gateway import fan_out, service_api_client, template_folder_api_client, user_api_client
from gateway.errors import BadRequest
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.permissions import PortalRequest, Visit, manage_service, manage_templates, requires
from portal_apps.message_templates import wording
from portal_apps.message_templates.addresses import list_url
from portal_apps.message_templates.forms.folder import TemplateFolder
from portal_apps.message_templates.models import folder_for, may_see
from portal_apps.message_templates.tree import Folder

NOT_EMPTY = "You must empty this folder before you can delete it"
HAS_HIDDEN = f"{NOT_EMPTY}. There are folders in it that you cannot see"


@requires(manage_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def manage_folder(request: PortalRequest, template_folder_id: str) -> HttpResponse:
    """Everybody who manages templates renames; who sees the folder is for those who manage the service."""
    folder = folder_for(request.visit, template_folder_id)
    members = _members(request.visit.service.id)
    form = TemplateFolder(
        request.POST or None,
        folder=folder,
        members=[one for one in members if one["id"] != request.visit.user.id],
        may_choose=request.visit.may(manage_service),
    )
    readers = [one["name"] for one in members if one["id"] in folder.users_with_permission]
    page = ChangePage(
        "Manage folder",
        back=list_url(request.visit.service.id, folder.id),
        template="message_templates/manage_folder.html",
        context={"folder": folder, "readers": readers},
    )
    return change(request, form, page, lambda typed: _save(request, folder, typed))


@requires(manage_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def delete_folder(request: PortalRequest, template_folder_id: str) -> HttpResponse:
    """A GET asks whether to, a POST does it, and neither where something is still in the folder."""
    service_id, folder = request.visit.service.id, folder_for(request.visit, template_folder_id)
    if hindrance := _hindrance(request.visit, folder):
        return _kept(request, folder, hindrance)
    if request.method != "POST":
        return render(request, "message_templates/delete_folder.html", {"folder": folder})
    try:
        template_folder_api_client.delete_template_folder(service_id, folder.id)
    except BadRequest:
        return _kept(request, folder, NOT_EMPTY)
    messages.success(request, wording.deleted(folder.name))
    return redirect(list_url(service_id, folder.parent_id))


def _members(service_id: str) -> list[dict[str, Any]]:
    """The people of the service by name."""
    people = user_api_client.get_users_for_service(service_id)
    return sorted(people, key=lambda one: (one["name"].casefold(), one["id"]))


def _save(request: PortalRequest, folder: Folder, typed: dict[str, Any]) -> None:
    """People keep what they themselves see: nobody locks the door behind them."""
    readers, user_id = typed.get("users_with_permission"), request.visit.user.id
    if readers is not None and user_id in folder.users_with_permission:
        readers = [*readers, user_id]
    template_folder_api_client.update_template_folder(
        request.visit.service.id, folder.id, typed["name"], readers
    )


def _hindrance(visit: Visit, folder: Folder) -> str:
    """Why it cannot be deleted: everything counts that is in it, also what this person does not see."""
    folders, templates = fan_out(
        lambda: template_folder_api_client.get_template_folders(visit.service.id),
        lambda: service_api_client.get_service_templates(visit.service.id)["data"],
    )
    below = [Folder.from_json(facts) for facts in folders if facts["parent_id"] == folder.id]
    if any(template["folder"] == folder.id for template in templates):
        return NOT_EMPTY
    if below:
        return NOT_EMPTY if any(may_see(visit, one) for one in below) else HAS_HIDDEN
    return ""


def _kept(request: PortalRequest, folder: Folder, hindrance: str) -> HttpResponse:
    """Back to what is in the folder, where it can be moved out of it."""
    messages.error(request, hindrance)
    return redirect(list_url(request.visit.service.id, folder.id))
