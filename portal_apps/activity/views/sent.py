"""The list of what a service has sent."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal_apps.activity import searching
from portal_apps.activity.reports import request_report
from portal_apps.activity.sent import Sent, Wanted
from portal_apps.core.addresses import address_of
from portal_apps.core.fragments import fresh_part
from portal_apps.core.pagination import neighbours, page_number
from portal_apps.core.permissions import PortalRequest, member, requires, send_messages, view_activity
from portal_apps.core.statuses import statuses_named
from portal_apps.service_settings.retention import CHANNELS

PARTS = {"counts": "activity/sent_counts.html", "notifications": "activity/sent_list.html"}
TITLES = {"": "Sent messages", **CHANNELS}
# What the numbers are called, by what they filter for.
OUTCOMES = {"": "total", "sending": "delivering", "delivered": "delivered", "failed": "failed"}
QUERY = ("status", searching.PARAMETER, "page")


@requires(member)
@require_http_methods(["GET", "HEAD", "POST"])
def view_notifications(request: PortalRequest, message_type: str = "") -> HttpResponse:
    """A POST looks for a recipient or a reference, and leads to what was found; or it asks for a report of the list."""
    if request.method == "POST" and "report_type" in request.POST:
        return _report(request, message_type)
    if request.method == "POST":
        name = searching.begin(request)
        query = {**_status(request), searching.PARAMETER: name}
        return redirect(_address(request, "view_notifications", message_type, **query))
    sought = searching.kept(request)
    page = _page(request, message_type, sought or "", for_download=request.visit.may(view_activity))
    return render(request, "activity/sent.html", {**page, "search_is_over": sought is None})


@requires(member)
@require_http_methods(["GET", "HEAD", "POST"])
def view_notifications_updates(request: PortalRequest, message_type: str = "") -> HttpResponse:
    """What the list fetches to refresh itself, and what a program gets that looks for somebody. Raises Http404 once the
    search is over: what it found must not become a list of everything under somebody's eyes.
    """
    sought = searching.sought_for(request) or searching.kept(request)
    if sought is None:
        raise Http404
    page = _page(request, message_type, sought)
    days = {"service_data_retention_days": page["sent"].days_kept if message_type else None}
    return fresh_part(request, "activity/sent_parts.html", PARTS, page, values=days)


def _report(request: PortalRequest, channel: str) -> HttpResponse:
    """Where more messages than a download holds are put together. A report is of one channel."""
    if not request.visit.may(view_activity):
        raise PermissionDenied
    if not channel:
        raise Http404
    return redirect(request_report(request, channel, request.GET.get("status", "")))


def _page(request: PortalRequest, channel: str, sought: str, *, for_download: bool = False) -> dict[str, Any]:
    wanted = Wanted(channel, request.GET.get("status", ""), sought, page_number(request))
    sent = Sent.of_service(request.visit.service.id, wanted, for_download=for_download)
    here = _address(request, "view_notifications", channel)
    return {
        "sent": sent,
        "title": TITLES[channel],
        "without_search": _with(here, _status(request)),
        "updates": _address(request, "view_notifications_updates", channel, **_asked(request)),
        "channels": _channels(request, channel),
        "outcomes": _outcomes(request, sent, here),
        "pages": neighbours(request, has_next=sent.has_next, path=here),
        "may_open": request.visit.may(view_activity | send_messages),
        "download": _download(request, channel),
        "service_address": address_of("services:home", service_id=request.visit.service.id),
    }


def _asked(request: PortalRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in QUERY if name in request.GET}


def _status(request: PortalRequest) -> dict[str, str]:
    return {name: text for name, text in _asked(request).items() if name == "status"}


def _channels(request: PortalRequest, chosen: str) -> list[dict[str, Any]]:
    """A way to the messages of each channel that the service has; none where there is only one."""
    has = ["", *(channel for channel in CHANNELS if request.visit.service.has_permission(channel))]
    links = [
        {
            "text": TITLES[channel] if channel else "All",
            "href": _address(request, "view_notifications", channel),
            "current": channel == chosen,
        }
        for channel in has
    ]
    return links if len(has) > 2 else []  # noqa: PLR2004 - all of them, and the only channel


def _outcomes(request: PortalRequest, sent: Sent, here: str) -> list[dict[str, Any]]:
    """A way to the messages of each outcome, and how many there are."""
    chosen = request.GET.get("status", "") if statuses_named(sent.wanted.status) else ""
    search = {name: text for name, text in _asked(request).items() if name == searching.PARAMETER}
    return [
        {
            "text": "posted" if text == "delivered" and sent.wanted.channel == "letter" else text,
            "count": getattr(sent.counts, status or "total") if sent.counts else None,
            "href": _with(here, {"status": status, **search}),
            "current": status == chosen,
        }
        for status, text in OUTCOMES.items()
    ]


def _download(request: PortalRequest, channel: str) -> str:
    path = address_of("activity:download_notifications_csv", service_id=request.visit.service.id)
    return _with(path, {"message_type": channel, "status": request.GET.get("status", "")})


def _address(request: PortalRequest, name: str, channel: str, **query: str) -> str:
    arguments = {"message_type": channel} if channel else {}
    path = address_of(f"activity:{name}", service_id=request.visit.service.id, **arguments)
    return _with(path, query)


def _with(path: str, query: dict[str, str]) -> str:
    given = urlencode({name: text for name, text in query.items() if text})
    return f"{path}?{given}" if given else path
