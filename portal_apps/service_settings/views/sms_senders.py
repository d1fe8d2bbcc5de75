"""Whom text messages come from."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from gateway import service_api_client
from portal_apps.core.permissions import PortalRequest, manage_api_keys, manage_service, requires
from portal_apps.service_settings import sender_pages
from portal_apps.service_settings.forms.senders import ServiceEditInboundNumber, ServiceSmsSender
from portal_apps.service_settings.senders import SMS_SENDER

METHODS = ["GET", "HEAD", "POST"]


@requires(manage_service | manage_api_keys)
@require_safe
def sms_sender(request: PortalRequest) -> HttpResponse:
    return sender_pages.listed(request, SMS_SENDER)


@requires(manage_service)
@require_http_methods(METHODS)
def add(request: PortalRequest) -> HttpResponse:
    service_id = request.visit.service.id
    is_first = not service_api_client.get_sms_senders(service_id)
    form = ServiceSmsSender(request.POST or None, must_be_default=is_first)

    def save(typed: dict[str, Any]) -> None:
        service_api_client.add_sms_sender(service_id, typed["sms_sender"], form.becomes_default)

    return sender_pages.adding(request, SMS_SENDER, form, save)


@requires(manage_service)
@require_http_methods(METHODS)
def edit(request: PortalRequest, sender_id: str) -> HttpResponse:
    service_id = request.visit.service.id
    sender = SMS_SENDER.one_of(service_id, sender_id)
    form_of_kind = ServiceEditInboundNumber if sender.receives_texts else ServiceSmsSender
    now = {"sms_sender": sender.value, "is_default": sender.is_default}
    form = form_of_kind(request.POST or None, initial=now, must_be_default=sender.is_default)

    def save(typed: dict[str, Any]) -> None:
        service_api_client.update_sms_sender(
            service_id, sender.id, typed.get("sms_sender", sender.value), form.becomes_default
        )

    return sender_pages.editing(request, SMS_SENDER, sender, form, save)


@requires(manage_service)
@require_http_methods(METHODS)
def delete(request: PortalRequest, sender_id: str) -> HttpResponse:
    return sender_pages.deleting(request, SMS_SENDER, sender_id)
