"""What every page of the settings has in common: it changes one thing of the service and leads back to the settings."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from gateway import service_api_client
from portal_apps.core.changes import ChangePage, EditForm, change
from portal_apps.core.permissions import PortalRequest
from portal_apps.services.last_change import last_change_of

Typed = dict[str, Any]


def settings_url(request: PortalRequest, page: str = "settings", **identifiers: str) -> str:
    """The address of a page of these settings."""
    return reverse(f"service_settings:{page}", kwargs={"service_id": request.visit.service.id, **identifiers})


def change_service(
    request: PortalRequest,
    form: EditForm,
    title: str,
    attributes: Callable[[Typed], Mapping[str, object]],
    **page: Any,
) -> HttpResponse:
    """The page of a form whose fields end up in attributes of the service. `page` takes what a ChangePage has.

    form = SMSPrefix(request.POST or None, initial={"enabled": service.prefix_sms})
    return change_service(request, form, "Start text messages with ...", lambda typed: {"prefix_sms": typed["enabled"]})
    """
    service_id = request.visit.service.id
    return change(
        request,
        form,
        ChangePage(title, **{"back": settings_url(request), "done": "Settings saved", **page}),
        lambda typed: service_api_client.update_service(service_id, **attributes(typed)),
        changed_by=partial(last_change_of, service_id),
    )
