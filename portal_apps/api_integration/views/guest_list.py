"""Who else may receive messages in trial mode, and from team keys."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gateway import service_api_client
from portal_apps.api_integration.forms import GuestList
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.permissions import PortalRequest, manage_api_keys, requires


@requires(manage_api_keys)
@require_http_methods(["GET", "HEAD", "POST"])
def guest_list(request: PortalRequest) -> HttpResponse:
    service_id = request.visit.service.id
    form = GuestList(request.POST or None, guests=service_api_client.get_guest_list(service_id))
    page = ChangePage(
        "Guest list",
        back=reverse("api_integration:message_log", kwargs={"service_id": service_id}),
        done="Guest list updated",
        template="api_integration/guest_list.html",
    )

    def save(_typed: dict[str, Any]) -> None:
        service_api_client.update_guest_list(service_id, form.guests())

    return change(request, form, page, save)
