"""Who changed what about a service."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal_apps.core.pagination import page_of
from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.services import history as changes


@requires(manage_service)
@require_safe
def history(request: PortalRequest) -> HttpResponse:
    """Day by day, the latest first, a page at a time."""
    found = page_of(request, changes.events_of(request.visit.service.id))
    return render(request, "services/history.html", {"list": found, "days": changes.by_day(list(found.rows))})
