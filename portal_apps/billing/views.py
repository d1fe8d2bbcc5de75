"""What a service used in a financial year, and what it costs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal_apps.billing.plots import spent_by_month
from portal_apps.billing.usage import YearOfUsage
from portal_apps.core.billing_details import BILLING
from portal_apps.core.financial_years import financial_year, in_words, year_asked, year_links
from portal_apps.core.permissions import PortalRequest, manage_service, organisation_member, requires


@requires(manage_service | organisation_member)
@require_safe
def usage(request: PortalRequest) -> HttpResponse:
    year, service = year_asked(request), request.visit.service
    figures = YearOfUsage.of(service.id, year)
    page = {
        "usage": figures,
        "plot": spent_by_month(figures, year),
        "has_letters": service.has_permission("letter") or figures.letters.counted > 0,
        "has_billing_details": any(service.facts[name] for name in BILLING),
        "is_this_year": year == financial_year(),
        "year_in_words": in_words(year),
        "years": year_links(request, year),
    }
    return render(request, "billing/usage.html", page)
