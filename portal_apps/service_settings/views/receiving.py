"""Receiving text messages: whether the service does, starting it and stopping it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gateway import fan_out, inbound_number_client, service_api_client
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.forms import Form
from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.service_settings import receiving
from portal_apps.service_settings.changing import settings_page, settings_url
from portal_apps.service_settings.forms.receiving import AdminServiceInboundNumberArchive
from portal_apps.service_settings.retention import days_by_channel

METHODS = ["GET", "HEAD", "POST"]
NO_NUMBER_FREE = "There is no number free at the moment. Try again later"


@requires(manage_service)
@require_safe
def overview(request: PortalRequest) -> HttpResponse:
    service_id = request.visit.service.id
    is_on = request.visit.service.has_permission(receiving.FEATURE)
    calls = [lambda: service_api_client.get_service_data_retention(service_id)]
    if is_on:
        calls.append(lambda: inbound_number_client.get_inbound_sms_number_for_service(service_id)["data"])
    retention, *numbers = fan_out(*calls)
    page = {
        "is_on": is_on,
        "number": numbers[0].get("number") if numbers else None,
        "days": days_by_channel(retention)["sms"],
        "back": settings_url(request),
    }
    return render(request, "service_settings/receive_text_messages.html", page)


@requires(manage_service)
@require_http_methods(METHODS)
def start(request: PortalRequest) -> HttpResponse:
    """A GET says what will happen, a POST does it."""
    overview_url = settings_url(request, "receive_text_messages")
    if request.visit.service.has_permission(receiving.FEATURE):
        return redirect(overview_url)
    if request.method != "POST":
        return render(request, "service_settings/start_receiving.html", {"back": overview_url})
    if receiving.start(request):
        messages.success(request, "Your service can receive text messages now")
    else:
        messages.error(request, NO_NUMBER_FREE)
    return redirect(overview_url)


@requires(manage_service)
@require_http_methods(METHODS)
def stop(request: PortalRequest) -> HttpResponse:
    """Only platform admins choose what becomes of the number; one that was ever used goes to nobody else."""
    service = request.visit.service
    if not service.has_permission(receiving.FEATURE):
        return redirect(settings_url(request, "receive_text_messages"))
    leaving = receiving.Leaving.of(service.id)
    form_of_visitor = AdminServiceInboundNumberArchive if request.visit.is_platform_admin else Form
    form = form_of_visitor(request.POST if request.method == "POST" else None)

    def save(typed: dict[str, Any]) -> HttpResponse | None:
        if not leaving.is_possible:
            form.add_error(None, "Add another text message sender ID first")
            return None
        archive = typed.get("removal_options", str(leaving.last_used_at is not None).lower()) == "true"
        receiving.stop(service.id, leaving, archive=archive)
        return redirect(settings_url(request, "stop_receiving_success"))

    return change(request, form, _stop_page(request, leaving), save)


def _stop_page(request: PortalRequest, leaving: receiving.Leaving) -> ChangePage:
    return settings_page(
        request,
        "Stop receiving text messages",
        back=settings_url(request, "receive_text_messages"),
        button="Stop receiving text messages",
        template="service_settings/stop_receiving.html",
        context={"leaving": leaving},
    )


@requires(manage_service)
@require_safe
def stop_success(request: PortalRequest) -> HttpResponse:
    return render(request, "service_settings/stopped_receiving.html", {"back": settings_url(request)})
