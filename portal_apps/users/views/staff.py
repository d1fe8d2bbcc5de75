"""The account of anybody, as platform admins see it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gateway import user_api_client
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.forms import Form
from portal_apps.core.permissions import PortalRequest, platform_admin, requires
from portal_apps.team.actions import set_sign_in_method
from portal_apps.team.roles import SIGN_IN_METHODS
from portal_apps.users import staff
from portal_apps.users.forms import AuthTypeForm
from portal_apps.users.models import User


@requires(platform_admin)
@require_safe
def user_information(request: PortalRequest, user_id: str) -> HttpResponse:
    person = User.from_id(user_id)
    places = user_api_client.get_organisations_and_services_for_user(user_id)
    facts = {
        "person": person,
        "sign_in_method": SIGN_IN_METHODS[person.auth_type],
        "is_oneself": person.id == request.visit.user.id,
        "organisations": places["organisations"],
        "live_services": [service for service in places["services"] if not service["restricted"]],
        "trial_services": [service for service in places["services"] if service["restricted"]],
    }
    return render(request, "users/staff_view.html", facts)


@requires(platform_admin)
@require_http_methods(["GET", "HEAD", "POST"])
def archive_user(request: PortalRequest, user_id: str) -> HttpResponse:
    """Nobody archives the account they are using."""
    person = User.from_id(user_id)
    if person.id == request.visit.user.id or person.is_archived:
        raise PermissionDenied
    page = ChangePage(
        "Archive this user",
        back=_url(person),
        done=f"{person.name} has been archived",
        button="Yes, archive",
        template="components/confirm_page.html",
        context={
            "question": f"Are you sure you want to archive {person.name}?",
            "details": "They lose all their services and organisations, and their name and address are removed. "
            "You cannot undo this.",
        },
    )
    form = Form(request.POST if request.method == "POST" else None)
    return change(request, form, page, lambda _typed: staff.archive(request, person))


@requires(platform_admin)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_platform_admin(request: PortalRequest, user_id: str) -> HttpResponse:
    person = User.from_id(user_id)
    if not person.platform_admin:
        return redirect(_url(person))
    is_oneself = person.id == request.visit.user.id
    page = ChangePage(
        "Remove platform admin",
        back=reverse("users:your_account") if is_oneself else _url(person),
        done=f"{person.name} is no longer a platform admin",
        button="Yes, remove",
        template="components/confirm_page.html",
        context={
            "question": f"Are you sure you want to remove platform admin from {person.name}?",
            "details": "They keep their services and organisations. Nobody can be made a platform admin here.",
        },
    )
    form = Form(request.POST if request.method == "POST" else None)
    return change(request, form, page, lambda _typed: staff.remove_platform_admin(request, person))


@requires(platform_admin)
@require_http_methods(["GET", "HEAD", "POST"])
def change_user_auth(request: PortalRequest, user_id: str) -> HttpResponse:
    """Also the way out for people who have lost their only security key."""
    person = User.from_id(user_id)
    if person.is_archived:
        raise PermissionDenied
    form = AuthTypeForm(
        request.POST if request.method == "POST" else None,
        initial={"auth_type": person.auth_type},
        mobile_number=person.mobile_number,
    )
    page = ChangePage(
        "Change how they sign in",
        back=_url(person),
        done=f"The way {person.name} signs in has changed",
        template="users/staff_change_auth.html",
        context={"person": person},
    )
    return change(request, form, page, lambda _typed: _save_method(request, person, form))


def _save_method(request: PortalRequest, person: User, form: AuthTypeForm) -> None:
    if form.edited:
        auth_type = form.cleaned_data["auth_type"]
        set_sign_in_method(request, person, auth_type, updated_by_id=request.visit.user.id)


def _url(person: User) -> str:
    return reverse("users:user_information", kwargs={"user_id": person.id})
