"""The first page of a service: what was sent in the last seven days, and what waits to be sent."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal_apps.core.fragments import fresh_part
from portal_apps.core.permissions import (
    PortalRequest,
    manage_service,
    member,
    requires,
    send_messages,
    view_activity,
)
from portal_apps.services.panels import Panels
from portal_apps.services.usage import YearToDate


@requires(member)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """The dashboard; people who may not see it start at the templates."""
    if not request.visit.may(view_activity):
        return redirect("message_templates:choose_template", service_id=request.visit.service.id)
    panels = Panels.of(request.visit, with_usage=request.GET.get("usage") == "show")
    return render(request, "services/dashboard.html", _figures(panels))


@requires(view_activity | send_messages)
@require_safe
def old_address(request: PortalRequest) -> HttpResponse:
    return redirect("services:home", service_id=request.visit.service.id)


@requires(view_activity)
@require_safe
def fragments(request: PortalRequest) -> HttpResponse:
    """What the dashboard fetches to refresh itself: its figures as HTML, or each panel's HTML in JSON."""
    figures = _figures(Panels.of(request.visit))
    return fresh_part(request, "services/dashboard_figures.html", PANELS, figures)


@requires(manage_service)
@require_safe
def usage_fragment(request: PortalRequest) -> HttpResponse:
    """What was spent this year, which the dashboard fetches after it is shown: as HTML, or as HTML in JSON."""
    usage = "services/panels/usage.html"
    return fresh_part(request, usage, {"usage": usage}, {"usage": YearToDate.of(request.visit.service.id)})


PANELS = {name: f"services/panels/{name}.html" for name in ("totals", "upcoming", "template-statistics")}


def _figures(panels: Panels) -> dict[str, Any]:
    return {name: getattr(panels, name) for name in Panels.__slots__}
