"""One member: what they may do and see, how they sign in, and the end of their membership."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gateway.errors import BadRequest, NotFound
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.contact_changes import redacted
from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.team import actions, refusals
from portal_apps.team.addresses import member_url, team_url
from portal_apps.team.folders import FolderAccess
from portal_apps.team.forms.permissions import ChangePermissions
from portal_apps.team.models import member_and_folders, member_of
from portal_apps.team.roles import SIGN_IN_METHODS, in_order
from portal_apps.team.rules import may_change_contact, may_get_another_method
from portal_apps.users.models import User


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_user_permissions(request: PortalRequest, user_id: str) -> HttpResponse:
    service = request.visit.service
    person, access = member_and_folders(service.id, user_id)
    form = _form(request, person, access)
    page = ChangePage(
        person.name,
        back=team_url(service.id),
        done=f"Changes to {person.name} saved",
        template="team/member.html",
        context={
            "person": person,
            "may_change_contact": may_change_contact(request.visit, person),
            "mobile_number": redacted(person.mobile_number or ""),
            "sign_in_method": SIGN_IN_METHODS[person.auth_type],
        },
    )
    return change(request, form, page, lambda _typed: _save(request, person, form))


def _form(request: PortalRequest, person: User, access: FolderAccess) -> ChangePermissions:
    service = request.visit.service
    initial: dict[str, Any] = {
        "permissions_field": in_order(person.permissions_in(service.id)),
        "folder_permissions": access.seen_by(person.id),
        "login_authentication": person.auth_type,
    }
    return ChangePermissions(
        request.POST if request.method == "POST" else None,
        initial=initial,
        access=access,
        chooses_method=may_get_another_method(service, person),
        has_number=bool(person.mobile_number),
    )


def _save(request: PortalRequest, person: User, form: ChangePermissions) -> HttpResponse | None:
    try:
        actions.change_member(request, person, form)
    except BadRequest as error:
        form.add_error("permissions_field", refusals.explain(error, request.visit.service))
        return None
    if person.id == request.visit.user.id and "manage_service" not in form.permissions:
        # Somebody who has just given this permission away cannot see this page any more.
        messages.success(request, "Your permissions have changed")
        return redirect("services:home", service_id=request.visit.service.id)
    return None


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_user_from_service(request: PortalRequest, user_id: str) -> HttpResponse:
    """A GET asks whether to, a POST does it, or says which rule is in the way."""
    service = request.visit.service
    person = member_of(service.id, user_id)
    refused = ""
    if request.method == "POST":
        refused = _remove(request, person)
        if not refused:
            messages.success(request, f"{person.name} has been removed from {service.name}")
            is_oneself = person.id == request.visit.user.id
            return redirect("services:your_services" if is_oneself else team_url(service.id))
    page = {"person": person, "refused": refused, "back": member_url(service.id, person.id)}
    return render(request, "team/remove.html", page)


def _remove(request: PortalRequest, person: User) -> str:
    """Why not; empty when it is done, by us or by somebody who was quicker."""
    try:
        actions.remove_member(request, person)
    except BadRequest as error:
        return refusals.explain(error, request.visit.service)
    except NotFound:
        return ""
    return ""
