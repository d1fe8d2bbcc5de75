"""Deciding about a request to go live, step by step, for those who decide in an organisation."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gateway import organisations_client
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.journeys import Journey
from portal_apps.core.permissions import PortalRequest, member, organisation_member, requires
from portal_apps.orgs.models import Organisation
from portal_apps.services import going_live, status
from portal_apps.services.forms.going_live import (
    NOT_LIKE_OTHERS,
    ClearName,
    ServiceGoLiveDecision,
    UniqueService,
)
from portal_apps.users.models import User

METHODS = ["GET", "HEAD", "POST"]
anybody_near = member | organisation_member

Decision = Callable[[PortalRequest, Organisation], HttpResponse]


def for_those_who_decide(view: Decision) -> Callable[..., HttpResponse]:
    """Hands the organisation on in whose name the visitor decides, and turns away whoever may not."""

    @wraps(view)
    def admitted(request: PortalRequest) -> HttpResponse:
        return view(request, going_live.organisation_that_decides(request.visit))

    return admitted


@requires(anybody_near)
@require_safe
@for_those_who_decide
def intro(request: PortalRequest, organisation: Organisation) -> HttpResponse:
    page = {"organisation": organisation, "requester": _requester(request)}
    return render(request, "services/approval/intro.html", page)


@requires(anybody_near)
@require_http_methods(METHODS)
@for_those_who_decide
def unique_service(request: PortalRequest, organisation: Organisation) -> HttpResponse:
    form = UniqueService(request.POST or None)
    page = _page(
        request, "Is this service unique?", "make_service_live", "unique_service", organisation=organisation
    )

    def save(typed: dict[str, Any]) -> HttpResponse:
        _journey(request).keep(is_unique=typed["is_unique"])
        return redirect(_url(request, "make_service_live_service_name"))

    return change(request, form, page, save)


@requires(anybody_near)
@require_http_methods(METHODS)
@for_those_who_decide
def service_name(request: PortalRequest, organisation: Organisation) -> HttpResponse:
    """Where either answer is not a plain yes, the visitor gets an e-mail with what to find out first."""
    if "is_unique" not in _journey(request).answers:
        return redirect(_url(request, "make_service_live_unique_service"))
    form = ClearName(request.POST or None)
    page = _page(
        request,
        "Is the service name easy to understand?",
        "make_service_live_unique_service",
        "service_name",
        organisation=organisation,
    )

    def save(typed: dict[str, Any]) -> HttpResponse:
        not_unique = _journey(request).answers.get("is_unique") != NOT_LIKE_OTHERS
        if not not_unique and typed["enabled"]:
            return redirect(_url(request, "make_service_live_decision"))
        _send_next_steps(request, check_if_unique=not_unique, unclear_name=not typed["enabled"])
        return redirect(_url(request, "make_service_live_contact_user"))

    return change(request, form, page, save)


@requires(anybody_near)
@require_safe
@for_those_who_decide
def contact_user(request: PortalRequest, organisation: Organisation) -> HttpResponse:
    page = {"organisation": organisation, "requester": _requester(request)}
    return render(request, "services/approval/contact_user.html", page)


@requires(anybody_near)
@require_http_methods(METHODS)
@for_those_who_decide
def decision(request: PortalRequest, organisation: Organisation) -> HttpResponse:
    service = request.visit.service
    form = ServiceGoLiveDecision(request.POST or None)
    page = _page(
        request,
        "Make a decision",
        "make_service_live",
        "decision",
        organisation=organisation,
        button="Continue",
    )

    def save(typed: dict[str, Any]) -> HttpResponse:
        if typed["enabled"]:
            status.set_live(request, live=True)
            messages.success(request, f"{service.name} is live now")
        else:
            going_live.reject(request, organisation, typed["rejection_reason"])
            messages.success(request, f"The request of {service.name} was rejected")
        _journey(request).end()
        return redirect("orgs:trial_services", org_id=organisation.id)

    return change(request, form, page, save)


def _page(
    request: PortalRequest, title: str, back: str, template: str, *, button: str = "Continue", **context: Any
) -> ChangePage:
    path = f"services/approval/{template}.html"
    return ChangePage(title, back=_url(request, back), button=button, template=path, context=context)


def _url(request: PortalRequest, name: str) -> str:
    return reverse(f"services:{name}", kwargs={"service_id": request.visit.service.id})


def _journey(request: PortalRequest) -> Journey:
    return Journey.of(request, "decide about a request to go live", request.visit.service.id)


def _requester(request: PortalRequest) -> User | None:
    user_id = request.visit.service.facts["go_live_user"]
    return User.from_id(user_id) if user_id else None


def _send_next_steps(request: PortalRequest, *, check_if_unique: bool, unclear_name: bool) -> None:
    service = request.visit.service
    organisations_client.notify_org_member_about_next_steps_of_go_live_request(
        service_id=service.id,
        service_name=service.name,
        to=request.visit.user.email_address,
        check_if_unique=check_if_unique,
        unclear_service_name=unclear_name,
    )
