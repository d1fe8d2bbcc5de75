"""The brands that the services of an organisation may choose from, and the one they get unless they do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gateway import email_branding_client, fan_out, letter_branding_client, organisations_client
from gateway.errors import BadRequest
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.permissions import PortalRequest, platform_admin, requires
from portal_apps.orgs.forms import AddBrands

Brand = dict[str, Any]
NO_BRAND = "none"


@dataclass(frozen=True, slots=True)
class Pool:
    """The brands of one channel: what they are called, and the calls about them."""

    channel: str
    of_organisation: Callable[[str], list[Brand]]
    all_brands: Callable[[], list[Brand]]
    add: Callable[[str, list[str]], None]
    remove: Callable[[str, str], None]

    @property
    def default_attribute(self) -> str:
        return f"{self.channel}_branding_id"

    @property
    def url_name(self) -> str:
        return f"{self.channel}_branding"

    def url(self, request: PortalRequest) -> str:
        return reverse(f"orgs:{self.url_name}", kwargs={"org_id": request.visit.organisation.id})


EMAIL = Pool(
    "email",
    organisations_client.get_email_branding_pool,
    email_branding_client.get_all_email_branding,
    organisations_client.add_brandings_to_email_branding_pool,
    organisations_client.remove_email_branding_from_pool,
)
LETTER = Pool(
    "letter",
    organisations_client.get_letter_branding_pool,
    letter_branding_client.get_all_letter_branding,
    organisations_client.add_brandings_to_letter_branding_pool,
    organisations_client.remove_letter_branding_from_pool,
)


@requires(platform_admin)
@require_http_methods(["GET", "HEAD", "POST"])
def branding(request: PortalRequest, pool: Pool) -> HttpResponse:
    """The pool; a POST makes a brand the default, or takes one out of the pool."""
    organisation = request.visit.organisation
    brands = pool.of_organisation(organisation.id)
    if request.method == "POST":
        return _changed(request, pool, brands)
    page = {
        "pool": pool,
        "brands": _by_name(brands),
        "default_id": organisation.facts[pool.default_attribute],
    }
    return render(request, "orgs/branding.html", page)


@requires(platform_admin)
@require_http_methods(["GET", "HEAD", "POST"])
def add_branding(request: PortalRequest, pool: Pool) -> HttpResponse:
    org_id = request.visit.organisation.id
    everything, inside = fan_out(pool.all_brands, lambda: pool.of_organisation(org_id))
    known = {brand["id"] for brand in inside}
    form = AddBrands(
        request.POST or None, brands=_by_name([one for one in everything if one["id"] not in known])
    )
    page = ChangePage(
        f"Add {pool.channel} branding options",
        back=pool.url(request),
        done="Branding options added",
        button="Add",
    )
    return change(request, form, page, lambda typed: pool.add(org_id, typed["branding_field"]))


def _changed(request: PortalRequest, pool: Pool, brands: list[Brand]) -> HttpResponse:
    org_id, names = request.visit.organisation.id, {brand["id"]: brand["name"] for brand in brands}
    default, gone = request.POST.get("default", ""), request.POST.get("remove", "")
    if default == NO_BRAND:
        organisations_client.update_organisation(org_id, **{pool.default_attribute: None})
        messages.success(request, "No brand is the default any more")
    elif default in names:
        organisations_client.update_organisation(org_id, **{pool.default_attribute: default})
        messages.success(request, f"The default is now {names[default]}")
    elif gone in names:
        _remove(request, pool, gone, names[gone])
    else:
        raise Http404
    return redirect(pool.url(request))


def _remove(request: PortalRequest, pool: Pool, brand_id: str, name: str) -> None:
    try:
        pool.remove(request.visit.organisation.id, brand_id)
    except BadRequest:
        messages.error(request, f"{name} is the default. Choose another default, then remove it")
    else:
        messages.success(request, f"{name} was removed from the branding options")


def _by_name(brands: list[Brand]) -> list[Brand]:
    return sorted(brands, key=lambda brand: (brand["name"].casefold(), brand["id"]))
