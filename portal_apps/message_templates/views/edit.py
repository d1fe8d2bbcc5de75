"""Pages whose address is known already; they are written next."""

from django.http import Http404, HttpResponse

from portal_apps.core.permissions import (
    PortalRequest,
    manage_templates,
    member,
    requires,
)


@requires(manage_templates)
def add_template(request: PortalRequest, **identifiers: str) -> HttpResponse:
    raise Http404


@requires(manage_templates)
def edit_template(request: PortalRequest, **identifiers: str) -> HttpResponse:
    raise Http404


@requires(member)
def count_sms_length(request: PortalRequest, **identifiers: str) -> HttpResponse:
    raise Http404
