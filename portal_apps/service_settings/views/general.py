"""What the service is called, how it is reached, and how much it sends and keeps."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gateway import service_api_client
from portal_apps.core.changes import change
from portal_apps.core.contact_details import ServiceContactDetails
from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.orgs.models import Organisation
from portal_apps.service_settings.changing import change_service, settings_page, settings_url
from portal_apps.service_settings.forms.general import (
    EstimateUsage,
    RenameService,
    ServiceEmailSender,
    SetServiceDataRetention,
)
from portal_apps.service_settings.retention import days_by_channel
from portal_apps.services.naming import who_must_agree

METHODS = ["GET", "HEAD", "POST"]
NAME, SENDER_NAME = "Change your service name", "Change your email sender name"


@requires(manage_service)
@require_http_methods(METHODS)
def name(request: PortalRequest) -> HttpResponse:
    """A new name has to be unique again before the service can go live."""
    service = request.visit.service
    if organisation := who_must_agree(request.visit):
        return _others_decide(request, NAME, organisation)
    form = RenameService(request.POST or None, initial={"name": service.name})
    confirmed = (
        {"confirmed_unique": False} if service.facts["confirmed_unique"] and service.trial_mode else {}
    )
    page = settings_page(request, NAME, done="Service name changed")
    return change_service(request, form, page, lambda typed: {"name": typed["name"], **confirmed})


@requires(manage_service)
@require_http_methods(METHODS)
def email_sender(request: PortalRequest) -> HttpResponse:
    service = request.visit.service
    if organisation := who_must_agree(request.visit):
        return _others_decide(request, SENDER_NAME, organisation)
    custom = service.facts["custom_email_sender_name"]
    now = {"use_custom_email_sender_name": bool(custom), "custom_email_sender_name": custom or ""}
    form = ServiceEmailSender(request.POST or None, initial=now)
    page = settings_page(
        request, SENDER_NAME, done="Email sender name changed", template="service_settings/email_sender.html"
    )
    return change_service(
        request,
        form,
        page,
        lambda _typed: {"custom_email_sender_name": form.sender_name, "confirmed_email_sender_name": True},
    )


def _others_decide(request: PortalRequest, title: str, organisation: Organisation) -> HttpResponse:
    page = {"title": title, "organisation": organisation, "back": settings_url(request)}
    return render(request, "service_settings/others_decide.html", page)


@requires(manage_service)
@require_http_methods(METHODS)
def set_data_retention(request: PortalRequest) -> HttpResponse:
    """One period for every channel. Where they differ now, nothing stands in the box."""
    service = request.visit.service
    now = days_by_channel(service_api_client.get_service_data_retention(service.id))
    same_for_all = len(set(now.values())) == 1
    form = SetServiceDataRetention(
        request.POST or None, initial={"days_of_retention": now["email"] if same_for_all else None}
    )
    page = settings_page(
        request,
        "Change how long you keep data",
        done="Data retention changed",
        template="service_settings/data_retention.html",
        context={"now": now, "same_for_all": same_for_all},
    )
    return change(
        request,
        form,
        page,
        lambda typed: service_api_client.set_service_data_retention(service.id, typed["days_of_retention"]),
    )


@requires(manage_service)
@require_http_methods(METHODS)
def estimate_usage(request: PortalRequest) -> HttpResponse:
    facts = request.visit.service.facts
    now = {name: facts[name] for name in ("volume_email", "volume_sms", "volume_letter")}
    form = EstimateUsage(request.POST or None, initial=now)
    page = settings_page(
        request,
        "Tell us how many messages you expect to send",
        back=reverse("services:request_to_go_live", kwargs={"service_id": request.visit.service.id}),
        template="service_settings/estimate_usage.html",
    )
    return change_service(request, form, page, lambda _typed: form.volumes)


@requires(manage_service)
@require_http_methods(METHODS)
def send_files_by_email(request: PortalRequest) -> HttpResponse:
    now = ServiceContactDetails.initial_of(request.visit.service.facts["contact_link"])
    form = ServiceContactDetails(request.POST or None, initial=now)
    page = settings_page(
        request,
        "Contact details for files sent by email",
        done="Contact details changed",
        template="components/contact_details_page.html",
    )
    return change_service(request, form, page, lambda _typed: {"contact_link": form.contact_link})
