"""Which service: the list of one's own, and the way to the last one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gateway import fan_out, organisations_client, status_api_client, user_api_client
from portal_apps.core.pagination import page_of
from portal_apps.core.permissions import LAST_SERVICE, PortalRequest, requires, signed_in
from portal_apps.core.search import words_asked
from portal_apps.services.adding import default_organisation
from portal_apps.services.joining import allows_joining
from portal_apps.users import public_sector

WORTH_SEARCHING = 7
Row = dict[str, Any]


@requires(signed_in)
def your_services(request: PortalRequest) -> HttpResponse:
    """The person's organisations, live services and services in trial mode, by name, and the ways to others."""
    user = request.visit.user
    mine, organisation, is_public_sector = fan_out(
        lambda: user_api_client.get_organisations_and_services_for_user(user.id),
        lambda: default_organisation(user),
        lambda: public_sector.is_public_sector(user.email_address),
    )
    words = words_asked(request)
    found = [one for one in _by_name(mine["services"]) if words.casefold() in one["name"].casefold()]
    found.sort(key=lambda service: service["restricted"])  # the live ones first, each by name as before
    services = page_of(request, found)
    page = {
        "list": services,
        "organisations": _by_name(mine["organisations"]),
        "live_services": [service for service in services.rows if not service["restricted"]],
        "trial_services": [service for service in services.rows if service["restricted"]],
        "may_add": is_public_sector,
        "may_join": is_public_sector and allows_joining(organisation),
        "words": words,
        "worth_searching": len(mine["services"]) > WORTH_SEARCHING,
        "counts": _platform_counts() if request.visit.is_platform_admin else None,
    }
    return render(request, "services/your_services.html", page)


@requires(signed_in)
def accounts_or_dashboard(request: PortalRequest) -> HttpResponse:
    """To the service one used last, to the only service or organisation one belongs to, or to the list."""
    user = request.visit.user
    last = request.session.get(LAST_SERVICE)
    if last and (last in user.service_ids or user.platform_admin):
        return redirect("services:home", service_id=last)
    if len(user.service_ids) == 1 and not user.organisation_ids:
        return redirect("services:home", service_id=next(iter(user.service_ids)))
    if len(user.organisation_ids) == 1 and not user.service_ids:
        return redirect("orgs:dashboard", org_id=next(iter(user.organisation_ids)))
    return redirect("services:your_services")


def _by_name(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["name"].casefold())


def _platform_counts() -> dict[str, int]:
    """What platform admins see of the whole: all of it is kept, so warm it costs no call."""
    everything, live = fan_out(
        organisations_client.get_organisations, status_api_client.get_count_of_live_services_and_organisations
    )
    return {"organisations": len(everything), "live_services": live["services"]}
