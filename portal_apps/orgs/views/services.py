"""The services of an organisation: what they sent and cost, and those that are still in trial mode."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gateway import organisations_client
from portal_apps.core.financial_years import in_words, year_asked, year_links
from portal_apps.core.pagination import page_of
from portal_apps.core.permissions import (
    PortalRequest,
    can_make_services_live,
    organisation_member,
    requires,
)
from portal_apps.core.search import words_asked
from portal_apps.core.spreadsheets import csv_file
from portal_apps.orgs.usage import OrganisationUsage, csv_rows


@requires(organisation_member)
@require_safe
def dashboard(request: PortalRequest) -> HttpResponse:
    """What each service sent and cost in a financial year."""
    year, words = year_asked(request), words_asked(request)
    usage = OrganisationUsage.of_year(request.visit.organisation.id, year)
    page = {
        "usage": usage,
        "list": page_of(request, usage.named(words)),
        "words": words,
        "year": year,
        "year_in_words": in_words(year),
        "years": year_links(request, year),
    }
    return render(request, "orgs/dashboard.html", page)


@requires(organisation_member)
@require_safe
def usage_csv(request: PortalRequest) -> HttpResponse:
    organisation, year = request.visit.organisation, year_asked(request)
    usage = OrganisationUsage.of_year(organisation.id, year)
    return csv_file(f"{organisation.name} usage {in_words(year)}", csv_rows(usage.services))


@requires(can_make_services_live)
@require_safe
def trial_services(request: PortalRequest) -> HttpResponse:
    """Services that may ask to go live, for those who decide about it."""
    words = words_asked(request)
    services = organisations_client.get_organisation_services(request.visit.organisation.id)
    in_trial = [one for one in services if one["active"] and one["restricted"]]
    found = [one for one in in_trial if words.casefold() in one["name"].casefold()]
    found.sort(key=lambda one: (one["name"].casefold(), one["id"]))
    return render(request, "orgs/trial_services.html", {"list": page_of(request, found), "words": words})
