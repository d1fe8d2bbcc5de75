"""Everything that was uploaded."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal_apps.core.permissions import PortalRequest, member, requires
from portal_apps.uploads.overview import Overview


@requires(member)
@require_safe
def uploads(request: PortalRequest) -> HttpResponse:
    """Files that wait, files that were sent, and lists of contacts."""
    return render(request, "uploads/uploads.html", {"overview": Overview.of(request, request.visit)})
