"""The settings page: what is set, and where each setting is changed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal_apps.core.permissions import PortalRequest, manage_api_keys, manage_service, requires
from portal_apps.service_settings.overview import Overview
from portal_apps.service_settings.sections import SECTIONS
from portal_apps.service_settings.views.archive import may_archive


@requires(manage_service | manage_api_keys)
@require_safe
def settings(request: PortalRequest) -> HttpResponse:
    visit = request.visit
    page = {
        "settings": Overview.of(visit),
        "sections": [(section, rows) for section in SECTIONS if (rows := section.rows_for(visit))],
        "may_archive": may_archive(visit),
    }
    return render(request, "service_settings/settings.html", page)
