"""Channels and features that are on or off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gateway import service_api_client
from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.service_settings.changing import (
    change_service,
    settings_page,
    settings_url,
    switch_feature,
)
from portal_apps.service_settings.forms.switches import Switch
from portal_apps.service_settings.prices import prices_of
from portal_apps.services import features

METHODS = ["GET", "HEAD", "POST"]
CHANNELS = {"email": "emails", "sms": "text messages", "letter": "letters"}


@requires(manage_service)
@require_http_methods(METHODS)
def set_channel(request: PortalRequest, channel: str) -> HttpResponse:
    sends = f"Send {CHANNELS[channel]}"
    context = {"channel": channel, "prices": prices_of(channel)}
    page = settings_page(request, sends, template="service_settings/set_channel.html", context=context)
    return switch_feature(request, channel, page, f"{sends}?")


@requires(manage_service)
@require_safe
def old_letters_address(request: PortalRequest) -> HttpResponse:
    return redirect(settings_url(request, "set_channel", channel="letter"))


@requires(manage_service)
@require_POST
def set_email_on(request: PortalRequest) -> HttpResponse:
    """In one step, and on to what a service needs before its e-mails are any good: where replies go."""
    service_id = request.visit.service.id
    features.switch(service_id, "email", on=True)
    messages.success(request, "You can send emails now")
    has_addresses = bool(service_api_client.get_reply_to_email_addresses(service_id))
    return redirect(settings_url(request, "settings" if has_addresses else "email_reply_to"))


@requires(manage_service)
@require_http_methods(METHODS)
def sms_prefix(request: PortalRequest) -> HttpResponse:
    form = Switch(
        request.POST or None,
        initial={"enabled": request.visit.service.prefix_sms},
        label="Start every text message with the service name?",
    )
    page = settings_page(
        request, "Start text messages with service name", template="service_settings/sms_prefix.html"
    )
    return change_service(request, form, page, lambda typed: {"prefix_sms": typed["enabled"]})


@requires(manage_service)
@require_http_methods(METHODS)
def set_international_sms(request: PortalRequest) -> HttpResponse:
    page = settings_page(
        request, "Send international text messages", template="service_settings/international_sms.html"
    )
    return switch_feature(
        request, "international_sms", page, "Send text messages to mobile numbers outside the UK?"
    )


@requires(manage_service)
@require_http_methods(METHODS)
def set_international_letters(request: PortalRequest) -> HttpResponse:
    page = settings_page(request, "Send international letters")
    return switch_feature(request, "international_letters", page, "Send letters to addresses outside the UK?")
