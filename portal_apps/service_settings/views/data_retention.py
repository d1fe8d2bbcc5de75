"""How long messages of each channel are kept, as platform admins set it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from gateway import service_api_client
from portal_apps.core.changes import change
from portal_apps.core.permissions import PortalRequest, platform_admin, requires
from portal_apps.service_settings.changing import settings_page, settings_url
from portal_apps.service_settings.forms.platform import AddRetention, EditRetention
from portal_apps.service_settings.retention import CHANNELS

METHODS = ["GET", "HEAD", "POST"]


@requires(platform_admin)
@require_safe
def data_retention(request: PortalRequest) -> HttpResponse:
    rows = _rows(request)
    page = {"rows": rows, "channels": CHANNELS, "has_all": len(rows) == len(CHANNELS)}
    return render(request, "service_settings/retention_by_channel.html", page)


@requires(platform_admin)
@require_http_methods(METHODS)
def add_data_retention(request: PortalRequest) -> HttpResponse:
    taken = frozenset(row["notification_type"] for row in _rows(request))
    form = AddRetention(request.POST or None, taken=taken)
    page = settings_page(request, "Add data retention", back=settings_url(request, "data_retention"))
    return change(
        request,
        form,
        page,
        lambda typed: service_api_client.create_service_data_retention(
            request.visit.service.id, typed["notification_type"], typed["days_of_retention"]
        ),
    )


@requires(platform_admin)
@require_http_methods(METHODS)
def edit_data_retention(request: PortalRequest, data_retention_id: str) -> HttpResponse:
    row = next((one for one in _rows(request) if one["id"] == data_retention_id), None)
    if row is None:
        raise Http404
    form = EditRetention(request.POST or None, initial={"days_of_retention": row["days_of_retention"]})
    title = f"Data retention of {CHANNELS[row['notification_type']].lower()}"
    page = settings_page(request, title, back=settings_url(request, "data_retention"))
    return change(
        request,
        form,
        page,
        lambda typed: service_api_client.update_service_data_retention(
            request.visit.service.id, data_retention_id, typed["days_of_retention"]
        ),
    )


def _rows(request: PortalRequest) -> list[dict[str, Any]]:
    """What is set, in the order of the channels."""
    rows = service_api_client.get_service_data_retention(request.visit.service.id)
    return sorted(rows, key=lambda row: list(CHANNELS).index(row["notification_type"]))
