"""What a service sent in a financial year: by month, and by template in each month."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gateway import service_api_client, template_statistics_client
from portal_apps.core.financial_years import in_words, year_asked, year_links
from portal_apps.core.permissions import PortalRequest, requires, view_activity
from portal_apps.core.plots import Plot
from portal_apps.services import plots
from portal_apps.services.months import MonthlyFigures


@requires(view_activity)
@require_safe
def monthly(request: PortalRequest) -> HttpResponse:
    year = year_asked(request)
    answer = service_api_client.get_monthly_notification_stats(request.visit.service.id, year)
    return _page(request, "monthly", year, MonthlyFigures.by_channel(answer["data"]), plots.by_channel)


@requires(view_activity)
@require_safe
def template_usage(request: PortalRequest) -> HttpResponse:
    year = year_asked(request)
    rows = template_statistics_client.get_monthly_template_usage_for_service(request.visit.service.id, year)
    return _page(request, "template_usage", year, MonthlyFigures.by_template(rows), plots.by_template)


@requires(view_activity)
@require_safe
def template_activity(request: PortalRequest) -> HttpResponse:
    """The old address of the page about templates."""
    return redirect("services:template_usage", service_id=request.visit.service.id, permanent=True)


def _page(
    request: PortalRequest,
    name: str,
    year: int,
    figures: MonthlyFigures,
    drawn: Callable[[MonthlyFigures, int], Plot],
) -> HttpResponse:
    page = {
        "figures": figures,
        "plot": drawn(figures, year) if figures.months else None,
        "year_in_words": in_words(year),
        "years": year_links(request, year),
    }
    return render(request, f"services/{name}.html", page)
