"""How the team signs in: with a texted code, or also with an e-mailed link."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal_apps.core.changes import change
from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.service_settings.changing import settings_page, settings_url
from portal_apps.service_settings.forms.sign_in_methods import (
    TEXT,
    TEXT_OR_EMAIL,
    SetAuthType,
    SetEmailAuthForUsers,
)
from portal_apps.service_settings.sign_in_methods import let_sign_in_by_link, people_of
from portal_apps.services import features

METHODS = ["GET", "HEAD", "POST"]
EMAIL_AUTH = "email_auth"


@requires(manage_service)
@require_http_methods(METHODS)
def set_auth_type(request: PortalRequest) -> HttpResponse:
    service = request.visit.service
    now = TEXT_OR_EMAIL if service.has_permission(EMAIL_AUTH) else TEXT
    form = SetAuthType(request.POST or None, initial={"sign_in_method": now})

    def save(typed: dict[str, Any]) -> HttpResponse:
        """Links are allowed at once; to forbid them changes how people sign in, so that is asked first."""
        if typed["sign_in_method"] == TEXT_OR_EMAIL:
            features.switch(service.id, EMAIL_AUTH, on=True)
            return redirect(settings_url(request, "set_auth_type_users"))
        return redirect(
            settings_url(request, "set_auth_type_confirm" if now == TEXT_OR_EMAIL else "settings")
        )

    return change(request, form, settings_page(request, "Sign-in method", button="Continue"), save)


@requires(manage_service)
@require_http_methods(METHODS)
def confirm(request: PortalRequest) -> HttpResponse:
    """A GET says whose way to sign in will change, a POST changes it."""
    service_id = request.visit.service.id
    if not request.visit.service.has_permission(EMAIL_AUTH):
        return redirect(settings_url(request, "set_auth_type"))
    people = people_of(service_id)
    if request.method == "POST":
        let_sign_in_by_link(request, people)
        features.switch(service_id, EMAIL_AUTH, on=False)
        messages.success(request, "People sign in with a text message code now")
        return redirect(settings_url(request))
    by_link = [person for person in people if person.uses_link]
    page = {
        "changing": [person for person in by_link if person.has_choice],
        "staying": [person for person in by_link if not person.has_choice],
        "back": settings_url(request, "set_auth_type"),
    }
    return render(request, "service_settings/confirm_auth_type.html", page)


@requires(manage_service)
@require_http_methods(METHODS)
def users(request: PortalRequest) -> HttpResponse:
    visit = request.visit
    if not visit.service.has_permission(EMAIL_AUTH):
        return redirect(settings_url(request, "set_auth_type"))
    people = people_of(visit.service.id)
    with_choice = [person for person in people if person.has_choice]
    form = SetEmailAuthForUsers(
        request.POST if request.method == "POST" else None,
        initial={"users": [person.id for person in with_choice if person.uses_link]},
        people=with_choice,
    )
    page = settings_page(
        request,
        "Choose who can sign in with an email link",
        template="service_settings/auth_type_users.html",
        context={"staying": [person for person in people if not person.has_choice]},
    )
    return change(
        request,
        form,
        page,
        lambda typed: let_sign_in_by_link(request, with_choice, typed["users"]),
    )
