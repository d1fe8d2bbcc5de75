"""The first page of API integration, and how to begin."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal_apps.api_integration.log import Log
from portal_apps.core.pagination import neighbours, page_number
from portal_apps.core.permissions import PortalRequest, manage_api_keys, requires


@requires(manage_api_keys)
@require_safe
def message_log(request: PortalRequest) -> HttpResponse:
    """What programs sent lately, and the ways to keys, guests and callbacks."""
    log = Log.of_service(request.visit.service.id, page_number(request))
    pages = neighbours(request, has_next=log.has_next)
    return render(request, "api_integration/message_log.html", {"log": log, "pages": pages})


@requires(manage_api_keys)
@require_safe
def documentation(request: PortalRequest) -> HttpResponse:
    """The few facts a program needs, with those of this service filled in."""
    return render(request, "api_integration/documentation.html", {"base_url": settings.PUBLIC_API_URL})
