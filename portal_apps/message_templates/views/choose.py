"""The list of templates and folders, and what may be done with it: add, search, move."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gateway import template_folder_api_client
from gateway.errors import BadRequest, NotFound
from portal_apps.core.permissions import (
    PortalRequest,
    manage_templates,
    member,
    organisation_member,
    requires,
)
from portal_apps.message_templates import actions, wording
from portal_apps.message_templates.addresses import blocked_url, copy_url, new_template_url, template_url
from portal_apps.message_templates.forms.selection import (
    COPY_EXISTING,
    SearchTemplates,
    TemplateAndFoldersSelection,
)
from portal_apps.message_templates.models import folder_for, tree_for
from portal_apps.message_templates.searching import search
from portal_apps.message_templates.tree import NAME_OF_ROOT, FolderId, TemplateTree
from portal_apps.message_templates.views.questions import accepted


@requires(member | organisation_member)
@require_http_methods(["GET", "HEAD", "POST"])
def choose_template(
    request: PortalRequest, template_type: str | None = None, template_folder_id: FolderId = None
) -> HttpResponse:
    """A GET lists and searches; a POST does what its button says with what is ticked."""
    tree = tree_for(request.visit)
    if template_folder_id and template_folder_id not in tree.folders:
        folder_for(request.visit, template_folder_id)
        raise NotFound(message="Template folder not found")
    form = TemplateAndFoldersSelection(request.POST or None, tree=tree)
    if request.method == "POST":
        if not request.visit.may(manage_templates):
            raise PermissionDenied
        done = form.is_valid() and _carry_out(request, form, template_folder_id)
        if done:
            return done
    page = _list(request, tree, template_type, template_folder_id)
    return render(request, "message_templates/choose.html", {**page, "form": form})


def _list(
    request: PortalRequest, tree: TemplateTree, template_type: str | None, folder_id: FolderId
) -> dict[str, Any]:
    asked, shown = SearchTemplates(request.GET), tree.of_type(template_type)
    found = search(request.visit.service.id, shown, asked.words, folder_id) if asked.words else None
    *above, folder = [None, *tree.path_to(folder_id)]
    return {
        "tree": tree,
        "shown": shown,
        "items": found.items if found else shown.items_in(folder_id),
        "search": asked,
        "found": found,
        "folder": folder,
        "above": above,
        "heading": folder.name if folder else NAME_OF_ROOT,
        "template_type": template_type,
    }


def _carry_out(
    request: PortalRequest, form: TemplateAndFoldersSelection, folder_id: FolderId
) -> HttpResponse | None:
    """The page to go to, or None where the API refused and the form now says why."""
    match form.operation:
        case "add-new-template":
            return _to_new_template(request, form, folder_id)
        case "add-new-folder":
            is_done = _add_folder(request, form, folder_id)
        case "move-to-new-folder":
            is_done = _move_to_new_folder(request, form, folder_id)
        case _:
            is_done = _move(request, form)
    return redirect(request.get_full_path()) if is_done else None


def _to_new_template(
    request: PortalRequest, form: TemplateAndFoldersSelection, folder_id: FolderId
) -> HttpResponse | None:
    """The form of a channel. A letter is there at once, to be written on its own page."""
    service, way = request.visit.service, form.cleaned_data["add_template_by_template_type"]
    if way == COPY_EXISTING:
        return redirect(copy_url(service.id, to_folder_id=folder_id))
    if not service.has_permission(way):
        return redirect(blocked_url(service.id, way, "templates"))
    if way != "letter":
        return redirect(new_template_url(service.id, way, folder_id))
    created = accepted(form, lambda: actions.create_letter(service.id, folder_id))
    return redirect(template_url(service.id, created)) if created else None


def _add_folder(request: PortalRequest, form: TemplateAndFoldersSelection, folder_id: FolderId) -> bool:
    try:
        template_folder_api_client.create_template_folder(
            request.visit.service.id, form.cleaned_data["add_new_folder_name"], folder_id
        )
    except BadRequest as error:
        form.add_api_errors(error, {"name": "add_new_folder_name"})
        return False
    return True


def _move_to_new_folder(
    request: PortalRequest, form: TemplateAndFoldersSelection, folder_id: FolderId
) -> bool:
    name, selected = form.cleaned_data["move_to_new_folder_name"], form.cleaned_data["templates_and_folders"]
    try:
        actions.move_to_new_folder(request.visit.service.id, form.tree, selected, name, folder_id)
    except BadRequest as error:
        form.add_api_errors(error, {"name": "move_to_new_folder_name"})
        return False
    except actions.NotMoved as error:
        form.add_error(
            "move_to_new_folder_name", wording.folder_without_contents(name, certain=error.certain)
        )
        return False
    _say_moved(request, form, name)
    return True


def _move(request: PortalRequest, form: TemplateAndFoldersSelection) -> bool:
    selected = form.cleaned_data["templates_and_folders"]
    try:
        actions.move(request.visit.service.id, form.tree, selected, form.target)
    except BadRequest:
        form.add_error(
            "move_to",
            "What you selected cannot be moved there. Select another folder or change your selection",
        )
        return False
    _say_moved(request, form, form.tree.folders[form.target].name if form.target else NAME_OF_ROOT)
    return True


def _say_moved(request: PortalRequest, form: TemplateAndFoldersSelection, folder_name: str) -> None:
    folders, templates = form.tree.folders_and_templates(form.cleaned_data["templates_and_folders"])
    messages.success(request, wording.moved(len(templates), len(folders), folder_name))
