"""The address that stands on letters."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gateway import service_api_client
from portal_apps.core.permissions import PortalRequest, manage_api_keys, manage_service, requires
from portal_apps.service_settings import sender_pages
from portal_apps.service_settings.changing import settings_url
from portal_apps.service_settings.forms.senders import ServiceLetterContactBlock
from portal_apps.service_settings.senders import LETTER_CONTACT

METHODS = ["GET", "HEAD", "POST"]


@requires(manage_service | manage_api_keys)
@require_safe
def letter_contacts(request: PortalRequest) -> HttpResponse:
    return sender_pages.listed(request, LETTER_CONTACT)


@requires(manage_service)
@require_http_methods(METHODS)
def add(request: PortalRequest) -> HttpResponse:
    """Blank may stay the default, so the first address need not be it."""
    form = ServiceLetterContactBlock(request.POST or None, must_be_default=False)

    def save(typed: dict[str, Any]) -> None:
        service_api_client.add_letter_contact(
            request.visit.service.id, typed["letter_contact_block"], form.becomes_default
        )

    return sender_pages.adding(request, LETTER_CONTACT, form, save)


@requires(manage_service)
@require_http_methods(METHODS)
def edit(request: PortalRequest, sender_id: str) -> HttpResponse:
    service_id = request.visit.service.id
    sender = LETTER_CONTACT.one_of(service_id, sender_id)
    now = {"letter_contact_block": sender.value, "is_default": sender.is_default}
    form = ServiceLetterContactBlock(request.POST or None, initial=now, must_be_default=sender.is_default)

    def save(typed: dict[str, Any]) -> None:
        service_api_client.update_letter_contact(
            service_id, sender.id, typed["letter_contact_block"], form.becomes_default
        )

    return sender_pages.editing(request, LETTER_CONTACT, sender, form, save)


@requires(manage_service)
@require_http_methods(METHODS)
def delete(request: PortalRequest, sender_id: str) -> HttpResponse:
    return sender_pages.deleting(request, LETTER_CONTACT, sender_id)


@requires(manage_service)
@require_http_methods(METHODS)
def make_blank_default(request: PortalRequest) -> HttpResponse:
    """A GET asks whether to, a POST does it: the address that is the default is it no more."""
    service_id = request.visit.service.id
    default = next((one for one in LETTER_CONTACT.all_of(service_id) if one.is_default), None)
    back = settings_url(request, "letter_contacts")
    if default is None:
        return redirect(back)
    if request.method != "POST":
        page = {"sender": default, "back": back}
        return render(request, "service_settings/make_blank_default.html", page)
    service_api_client.update_letter_contact(service_id, default.id, default.value, is_default=False)
    messages.success(request, "Letters have no sender address now, unless a template has its own")
    return redirect(back)
