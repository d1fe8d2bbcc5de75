"""Pages whose address is known already; they are written next."""

from django.http import Http404, HttpResponse

from portal_apps.core.permissions import (
    PortalRequest,
    manage_templates,
    requires,
)


@requires(manage_templates)
def action_blocked(request: PortalRequest, **identifiers: str) -> HttpResponse:
    raise Http404
