"""The end of a service."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gateway import EventType, service_api_client
from portal_apps.core import audit
from portal_apps.core.lacking import Lacking
from portal_apps.core.permissions import PortalRequest, Visit, manage_service, requires
from portal_apps.service_settings.changing import settings_url


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: PortalRequest) -> HttpResponse:
    """A GET asks whether to, a POST does it."""
    service = request.visit.service
    if not service.active:
        raise Lacking("This service is deleted already")
    if not may_archive(request.visit):
        raise Lacking(
            "You cannot delete a service that is live", advice="Ask the people who run this website to do it."
        )
    if request.method != "POST":
        return render(request, "service_settings/archive.html", {"back": settings_url(request)})
    service_api_client.archive_service(service.id)
    audit.record(
        request,
        EventType.ARCHIVE_SERVICE,
        service_id=service.id,
        archived_by_id=request.visit.user.id,
    )
    messages.success(request, f"\u2018{service.name}\u2019 was deleted")
    return redirect("services:your_services")


def may_archive(visit: Visit) -> bool:
    """Members end a service in trial mode; one that is live is for platform admins. Nobody ends one twice."""
    service = visit.service
    return service.active and visit.may(manage_service) and (service.trial_mode or visit.is_platform_admin)
