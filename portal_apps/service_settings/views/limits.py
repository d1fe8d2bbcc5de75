"""How many messages the service may send in a day, and how many are left today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from portal_apps.core.fragments import fresh_part
from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.service_settings.changing import change_service, settings_page, settings_url
from portal_apps.service_settings.forms.limits import MessageLimit
from portal_apps.services.limits import INTERNATIONAL, DailyLimit

FRAGMENT = "service_settings/remaining_today.html"


@requires(manage_service)
@require_safe
def daily_message_limit(request: PortalRequest, daily_limit_type: str) -> HttpResponse:
    page = {"daily": DailyLimit.of(request.visit.service, daily_limit_type), "back": settings_url(request)}
    return render(request, "service_settings/daily_message_limit.html", page)


@requires(manage_service)
@require_safe
def remaining_today(request: PortalRequest, daily_limit_type: str) -> HttpResponse:
    """What the page fetches to refresh itself."""
    figures = {"daily": DailyLimit.of(request.visit.service, daily_limit_type)}
    return fresh_part(request, FRAGMENT, {"remaining_today": FRAGMENT}, figures)


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def set_international_limit(request: PortalRequest) -> HttpResponse:
    """The one limit that a team sets for itself, so that a mistake does not cost it much."""
    now = request.visit.service.facts["international_sms_message_limit"]
    form = MessageLimit(request.POST or None, initial={"message_limit": now})
    page = settings_page(
        request,
        "Daily international text message limit",
        back=settings_url(request, "daily_message_limit", daily_limit_type=INTERNATIONAL),
        done="Daily limit changed",
    )
    return change_service(
        request, form, page, lambda typed: {"international_sms_message_limit": typed["message_limit"]}
    )
