"""Asking to join a service of one's own organisation."""

import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from portal_apps.core.changes import ChangePage, change
from portal_apps.core.pagination import page_of
from portal_apps.core.permissions import PortalRequest, requires, signed_in
from portal_apps.core.search import words_asked
from portal_apps.services import joining
from portal_apps.services.forms.joining import JoinService
from portal_apps.services.joining import Joinable
from portal_apps.users.permissions import public_sector_only

ASKED = "number_of_users_emailed"
A_NUMBER = re.compile("[0-9]{1,4}")


@requires(signed_in)
@public_sector_only
@require_safe
def choose_service_to_join(request: PortalRequest) -> HttpResponse:
    words = words_asked(request)
    found = joining.services_to_join(request.visit, words)
    page = {"list": page_of(request, found), "words": words, "mine": request.visit.user.service_ids}
    return render(request, "services/choose_service_to_join.html", page)


@requires(signed_in)
@public_sector_only
@require_http_methods(["GET", "HEAD", "POST"])
def join_service(request: PortalRequest, service_to_join_id: str) -> HttpResponse:
    """Who is to be asked, and why. Members are led to the service itself."""
    if service_to_join_id in request.visit.user.service_ids:
        return redirect("services:home", service_id=service_to_join_id)
    joinable = Joinable.for_visitor(request.visit, service_to_join_id)
    form = JoinService(request.POST or None, managers=joinable.managers)
    page = ChangePage(
        f"Ask to join {joinable.service.name}",
        back=reverse("services:choose_service_to_join"),
        button="Ask to join this service",
        template="services/join_service.html",
        context={"joinable": joinable},
        api_fields={"contacted_user_ids": "users"},
    )

    def save(typed: dict[str, Any]) -> HttpResponse:
        joining.ask(request.visit, service_to_join_id, typed["users"], typed["reason"])
        page_after = reverse("services:joined_service_requested", args=[service_to_join_id])
        return redirect(f"{page_after}?{ASKED}={len(typed['users'])}")

    return change(request, form, page, save)


@requires(signed_in)
@public_sector_only
@require_safe
def you_have_asked(request: PortalRequest, service_to_join_id: str) -> HttpResponse:
    joinable = Joinable.for_visitor(request.visit, service_to_join_id)
    typed = request.GET.get(ASKED, "")
    asked = int(typed) if A_NUMBER.fullmatch(typed) else 0
    return render(request, "services/you_have_asked.html", {"service": joinable.service, "asked": asked})
