"""Getting ready to go live, and asking for it."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gateway import service_api_client
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.lacking import Lacking
from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.services import going_live
from portal_apps.services.forms.going_live import ConfirmService
from portal_apps.services.last_change import last_change_of
from portal_apps.services.models import Service
from portal_apps.users.permissions import NEEDS_ADDRESS
from portal_apps.users.public_sector import is_public_sector

METHODS = ["GET", "HEAD", "POST"]


@requires(manage_service)
@require_http_methods(METHODS)
def request_to_go_live(request: PortalRequest) -> HttpResponse:
    """The list of things to do; a POST asks, once all of them are done."""
    service = request.visit.service
    checklist = going_live.Checklist.of(service)
    may_ask = is_public_sector(request.visit.user.email_address)
    if request.method == "POST" and _is_open(service):
        if not may_ask:
            raise Lacking(NEEDS_ADDRESS, advice="Ask somebody in your team who has one to send the request.")
        if checklist.is_complete:
            going_live.ask(request, checklist)
            messages.success(request, "Your request was sent. We will email you when it is decided")
            return redirect("services:home", service_id=service.id)
    page = {"checklist": checklist, "is_open": _is_open(service), "may_ask": may_ask}
    return render(request, "services/request_to_go_live.html", page)


@requires(manage_service)
@require_http_methods(METHODS)
def confirm_service_unique(request: PortalRequest) -> HttpResponse:
    """Part of the request: once that is made, an organisation decides about names, and the settings say so."""
    service = request.visit.service
    if not _is_open(service):
        return redirect("services:request_to_go_live", service_id=service.id)
    form = ConfirmService(request.POST or None, initial={"name": service.name})
    page = ChangePage(
        "Confirm that your service is unique",
        back=reverse("services:request_to_go_live", kwargs={"service_id": service.id}),
        button="Confirm",
        template="services/confirm_service_unique.html",
    )
    return change(
        request,
        form,
        page,
        lambda typed: service_api_client.update_service(
            service.id, name=typed["name"], confirmed_unique=True
        ),
        changed_by=partial(last_change_of, service.id),
    )


def _is_open(service: Service) -> bool:
    """A live service has nothing to ask for, and a request is made once."""
    return service.trial_mode and not service.facts["has_active_go_live_request"]
