"""All organisations, and a new one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gateway import organisations_client
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.pagination import page_of
from portal_apps.core.permissions import PortalRequest, platform_admin, requires
from portal_apps.core.search import words_asked
from portal_apps.orgs.forms import CROWN, NewOrganisation


@requires(platform_admin)
@require_safe
def organisations(request: PortalRequest) -> HttpResponse:
    """By name, the archived ones last; a page at a time, and searched by name."""
    words = words_asked(request)
    everything = organisations_client.get_organisations()
    found = [one for one in everything if words.casefold() in one["name"].casefold()]
    found.sort(key=lambda one: (not one["active"], one["name"].casefold(), one["id"]))
    return render(request, "orgs/organisations.html", {"list": page_of(request, found), "words": words})


@requires(platform_admin)
@require_http_methods(["GET", "HEAD", "POST"])
def add_organisation(request: PortalRequest) -> HttpResponse:
    form = NewOrganisation(request.POST or None)
    page = ChangePage(
        "New organisation",
        back=reverse("orgs:organisations"),
        button="Save",
        api_fields={"": "name"},  # of which the API says that it is taken, and not whose fault that is
    )

    def save(typed: dict[str, str]) -> HttpResponse:
        created = organisations_client.create_organisation(
            name=typed["name"],
            crown=CROWN[typed["crown_status"]],
            organisation_type=typed["organisation_type"],
            agreement_signed=False,
        )
        return redirect("orgs:settings", org_id=created["id"])

    return change(request, form, page, save)
