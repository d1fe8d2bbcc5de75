"""The first page of a service: what was sent in the last seven days, and what waits to be sent."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from gateway import fan_out, job_api_client, template_statistics_client
from portal_apps.core.fragments import asks_for_fragment
from portal_apps.core.permissions import PortalRequest, member, requires, send_messages, view_activity
from portal_apps.services.statistics import MessageCounts


@requires(member)
@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """The dashboard; people who may not see it start at the templates."""
    if not request.visit.may(view_activity):
        return redirect("message_templates:choose_template", service_id=request.visit.service.id)
    return render(request, "services/dashboard.html", _figures(request.visit.service.id))


@requires(view_activity | send_messages)
@require_safe
def old_address(request: PortalRequest) -> HttpResponse:
    return redirect("services:home", service_id=request.visit.service.id)


@requires(view_activity)
@require_safe
@vary_on_headers("HX-Request")
def fragments(request: PortalRequest) -> HttpResponse:
    """What the dashboard fetches to refresh itself: its figures as HTML, or each panel's HTML in JSON."""
    figures = {**_figures(request.visit.service.id), "visit": request.visit}
    if asks_for_fragment(request):
        return render(request, "services/dashboard_figures.html", figures)
    panels = {name: render_to_string(f"services/panels/{name}.html", figures, request) for name in PANELS}
    return JsonResponse(panels)


PANELS = ("totals", "upcoming", "template-statistics")


def _figures(service_id: str) -> dict[str, Any]:
    """Everything the panels show, asked for at once."""
    statistics, scheduled = fan_out(
        lambda: template_statistics_client.get_template_statistics_for_service(service_id),
        lambda: job_api_client.get_scheduled_job_stats(service_id),
    )
    return {"counts": MessageCounts.from_rows(statistics), "scheduled": scheduled}
