"""Which service: the list of one's own, and the way to the last one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gateway import user_api_client
from portal_apps.core.permissions import LAST_SERVICE, PortalRequest, requires, signed_in


@requires(signed_in)
def your_services(request: PortalRequest) -> HttpResponse:
    """The person's organisations, live services and services in trial mode, by name."""
    mine = user_api_client.get_organisations_and_services_for_user(request.visit.user.id)
    services = sorted(mine["services"], key=lambda service: service["name"].lower())
    page = {
        "organisations": sorted(mine["organisations"], key=lambda organisation: organisation["name"].lower()),
        "live_services": [service for service in services if not service["restricted"]],
        "trial_services": [service for service in services if service["restricted"]],
    }
    return render(request, "services/your_services.html", page)


@requires(signed_in)
def accounts_or_dashboard(request: PortalRequest) -> HttpResponse:
    """To the service one used last, or to the only one, or to the list."""
    user = request.visit.user
    last = request.session.get(LAST_SERVICE)
    if last and (last in user.service_ids or user.platform_admin):
        return redirect("services:home", service_id=last)
    if len(user.service_ids) == 1 and not user.organisation_ids:
        return redirect("services:home", service_id=next(iter(user.service_ids)))
    return redirect("services:your_services")
