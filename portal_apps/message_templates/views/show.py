"""Pages whose address is known already; they are written next."""

from django.http import Http404, HttpResponse

from portal_apps.core.permissions import (
    PortalRequest,
    manage_templates,
    member,
    organisation_member,
    requires,
)


@requires(member | organisation_member)
def view_template(request: PortalRequest, **identifiers: str) -> HttpResponse:
    raise Http404


@requires(manage_templates)
def delete_template(request: PortalRequest, **identifiers: str) -> HttpResponse:
    raise Http404


@requires(member | organisation_member)
def versions(request: PortalRequest, **identifiers: str) -> HttpResponse:
    raise Http404


@requires(member | organisation_member)
def version(request: PortalRequest, **identifiers: str) -> HttpResponse:
    raise Http404
