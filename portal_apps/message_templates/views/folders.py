"""Pages whose address is known already; they are written next."""

from django.http import Http404, HttpResponse

from portal_apps.core.permissions import (
    PortalRequest,
    manage_templates,
    requires,
)


@requires(manage_templates)
def manage_folder(request: PortalRequest, **identifiers: str) -> HttpResponse:
    raise Http404


@requires(manage_templates)
def delete_folder(request: PortalRequest, **identifiers: str) -> HttpResponse:
    raise Http404
