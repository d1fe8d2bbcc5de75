"""What platform admins connect a service with: an organisation, and a number that receives text messages."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from gateway import fan_out, inbound_number_client, organisations_client
from portal_apps.core.changes import change
from portal_apps.core.permissions import PortalRequest, platform_admin, requires
from portal_apps.core.search import words_asked
from portal_apps.service_settings.changing import settings_page
from portal_apps.service_settings.forms.platform import OneOf
from portal_apps.service_settings.receiving import record_started
from portal_apps.services import features

METHODS = ["GET", "HEAD", "POST"]
# Of more organisations than these nobody finds theirs by reading, and a page of thousands takes seconds to draw.
MOST_SHOWN = 50

Choices = list[tuple[str, str]]


@requires(platform_admin)
@require_http_methods(METHODS)
def link_service_to_organisation(request: PortalRequest) -> HttpResponse:
    """The service takes over the type of the organisation, and the free text messages of that type."""
    service, words = request.visit.service, words_asked(request)
    found = _organisations(words)
    # What was chosen stays a choice, also when the list has moved on since it was shown.
    choices = found if request.method == "POST" else _within_reach(found, service.organisation_id)
    form = OneOf(
        request.POST or None,
        initial={"organisations": service.organisation_id},
        name="organisations",
        label="Organisation",
        missing="Select an organisation",
        choices=choices,
    )
    page = settings_page(
        request,
        "Link service to organisation",
        template="service_settings/link_to_organisation.html",
        context={
            "words": words,
            "count": len(found),
            "most": MOST_SHOWN if len(found) > MOST_SHOWN else None,
        },
    )
    connect = organisations_client.update_service_organisation
    return change(request, form, page, lambda typed: connect(service.id, typed["organisations"]))


@requires(platform_admin)
@require_http_methods(METHODS)
def set_inbound_number(request: PortalRequest) -> HttpResponse:
    """One of the numbers that are free. A service that has one keeps it."""
    service_id = request.visit.service.id
    available, own = fan_out(
        inbound_number_client.get_available_inbound_sms_numbers,
        lambda: inbound_number_client.get_inbound_sms_number_for_service(service_id),
    )
    choices = [] if own["data"] else [(one["id"], one["number"]) for one in available["data"]]
    form = OneOf(
        request.POST or None,
        name="inbound_number",
        label="Number",
        missing="Select a number",
        choices=choices,
    )
    page = settings_page(
        request,
        "Inbound number",
        template="service_settings/set_inbound_number.html",
        context={"own": own["data"], "has_choice": bool(choices)},
    )
    return change(request, form, page, lambda typed: _give_number(request, typed["inbound_number"]))


def _within_reach(found: Choices, chosen: str | None) -> Choices:
    """The first of them, and the one that is chosen now."""
    return [choice for position, choice in enumerate(found) if position < MOST_SHOWN or choice[0] == chosen]


def _organisations(words: str) -> Choices:
    """Those in use with the words in their name, by name."""
    found = [
        (one["id"], one["name"])
        for one in organisations_client.get_organisations()
        if one["active"] and words.casefold() in one["name"].casefold()
    ]
    return sorted(found, key=lambda choice: choice[1].casefold())


def _give_number(request: PortalRequest, number_id: str) -> None:
    service_id = request.visit.service.id
    inbound_number_client.add_inbound_number_to_service(service_id, number_id)
    features.switch(service_id, "inbound_sms", on=True)
    record_started(request, service_id, number_id, by=request.visit.user.id)
