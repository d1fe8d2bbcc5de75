"""A new service."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from portal_apps.core.changes import ChangePage, change
from portal_apps.core.permissions import PortalRequest, requires, signed_in
from portal_apps.services import adding
from portal_apps.services.forms.adding import CreateService
from portal_apps.services.joining import allows_joining
from portal_apps.users.permissions import public_sector_only


@requires(signed_in)
@public_sector_only
@require_safe
def add_service(request: PortalRequest) -> HttpResponse:
    """What trial mode is, before anybody starts. Whoever has just registered may rather join a service there is."""
    if "first" in request.GET and allows_joining(adding.default_organisation(request.visit.user)):
        return redirect("services:your_services")
    return render(request, "services/add_service.html", {"limit": adding.TRIAL_LIMIT})


@requires(signed_in)
@public_sector_only
@require_http_methods(["GET", "HEAD", "POST"])
def name_your_service(request: PortalRequest) -> HttpResponse:
    user = request.visit.user
    organisation = adding.default_organisation(user)
    form = CreateService(request.POST or None, types=adding.types_to_ask_for(user, organisation))
    page = ChangePage(
        "Name your service",
        back=reverse("services:add_service"),
        button="Add service",
        template="services/name_your_service.html",
    )

    def save(typed: dict[str, str]) -> HttpResponse:
        known = organisation["organisation_type"] if organisation else ""
        service_id = adding.create(user, typed["name"], typed.get("organisation_type") or known)
        messages.success(request, "Your service is ready. It is in trial mode")
        return redirect("services:home", service_id=service_id)

    return change(request, form, page, save)
