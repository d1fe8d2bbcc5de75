"""Pages whose address is known already; they are written next."""

from django.http import Http404, HttpResponse

from portal_apps.core.permissions import (
    PortalRequest,
    member,
    organisation_member,
    requires,
)


@requires(member | organisation_member)
def choose_template(request: PortalRequest, **identifiers: str) -> HttpResponse:
    raise Http404
