"""What only platform admins change about a service: its status, features, allowances and limits."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from gateway import billing_api_client, service_api_client
from portal_apps.core.billing_details import BILLING, BillingDetails
from portal_apps.core.changes import change
from portal_apps.core.permissions import PortalRequest, platform_admin, requires
from portal_apps.service_settings.changing import change_service, settings_page, switch_feature
from portal_apps.service_settings.forms.limits import MessageLimit
from portal_apps.service_settings.forms.platform import FreeTexts, Notes, RateLimit
from portal_apps.service_settings.forms.switches import Switch
from portal_apps.services import status

METHODS = ["GET", "HEAD", "POST"]
# By the API's names: what the page about a feature is called.
FEATURES = {
    "inbound_sms": "Receive text messages",
    "email_auth": "Email authentication",
    "sms_to_uk_landlines": "Send text messages to UK landlines",
}
CHANNELS = {"email": "email", "sms": "text message", "letter": "letter"}


@requires(platform_admin)
@require_http_methods(METHODS)
def switch_live(request: PortalRequest) -> HttpResponse:
    """Brings the limits of a live service, or of trial mode."""
    now = not request.visit.service.trial_mode
    form = Switch(request.POST or None, initial={"enabled": now}, label="Make this service live?")
    page = settings_page(request, "Make service live", template="service_settings/switch_live.html")
    return change(request, form, page, lambda typed: status.set_live(request, live=typed["enabled"]))


@requires(platform_admin)
@require_http_methods(METHODS)
def switch_count_as_live(request: PortalRequest) -> HttpResponse:
    service = request.visit.service
    now = {"enabled": service.facts["count_as_live"]}
    form = Switch(
        request.POST or None, initial=now, label="Count this service in the figures of live services?"
    )
    return change(
        request,
        form,
        settings_page(request, "Count in list of live services"),
        lambda typed: service_api_client.update_count_as_live(service.id, typed["enabled"]),
    )


@requires(platform_admin)
@require_http_methods(METHODS)
def set_permission(request: PortalRequest, permission: str) -> HttpResponse:
    """One feature that managers cannot switch on by themselves."""
    if permission not in FEATURES:
        raise Http404
    title = FEATURES[permission]
    return switch_feature(request, permission, settings_page(request, title), f"{title}?")


@requires(platform_admin)
@require_http_methods(METHODS)
def set_free_sms_allowance(request: PortalRequest) -> HttpResponse:
    service_id = request.visit.service.id
    now = billing_api_client.get_free_sms_fragment_limit_for_year(service_id)
    form = FreeTexts(request.POST or None, initial={"free_sms_allowance": now})
    return change(
        request,
        form,
        settings_page(request, "Free text message allowance"),
        lambda typed: billing_api_client.create_or_update_free_sms_fragment_limit(
            service_id, typed["free_sms_allowance"]
        ),
    )


@requires(platform_admin)
@require_http_methods(METHODS)
def set_message_limit(request: PortalRequest, notification_type: str) -> HttpResponse:
    attribute = f"{notification_type}_message_limit"
    form = MessageLimit(
        request.POST or None, initial={"message_limit": request.visit.service.facts[attribute]}
    )
    page = settings_page(request, f"Daily {CHANNELS[notification_type]} limit")
    return change_service(request, form, page, lambda typed: {attribute: typed["message_limit"]})


@requires(platform_admin)
@require_http_methods(METHODS)
def set_rate_limit(request: PortalRequest) -> HttpResponse:
    """How many messages a minute its programs may send, with keys of each type."""
    now = {"rate_limit": request.visit.service.facts["rate_limit"]}
    form = RateLimit(request.POST or None, initial=now)
    page = settings_page(request, "API rate limit per minute")
    return change_service(request, form, page, lambda typed: {"rate_limit": typed["rate_limit"]})


@requires(platform_admin)
@require_http_methods(METHODS)
def notes(request: PortalRequest) -> HttpResponse:
    form = Notes(request.POST or None, initial={"notes": request.visit.service.facts["notes"]})
    page = settings_page(request, "Edit service notes")
    return change_service(request, form, page, lambda typed: {"notes": typed["notes"] or None})


@requires(platform_admin)
@require_http_methods(METHODS)
def edit_billing_details(request: PortalRequest) -> HttpResponse:
    facts = request.visit.service.facts
    form = BillingDetails(request.POST or None, initial={name: facts[name] for name in BILLING})
    page = settings_page(request, "Edit service billing details")
    return change_service(request, form, page, lambda typed: {name: typed[name] or None for name in BILLING})
