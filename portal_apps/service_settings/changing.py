"""What every page of the settings has in common: it changes one thing of the service and leads back to the settings."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from gateway import service_api_client
from portal_apps.core.changes import ChangePage, EditForm, change
from portal_apps.core.permissions import PortalRequest
from portal_apps.service_settings.forms.switches import Switch
from portal_apps.services import features
from portal_apps.services.last_change import last_change_of

Typed = dict[str, Any]


def settings_url(request: PortalRequest, page: str = "settings", **identifiers: str) -> str:
    """The address of a page of these settings."""
    return reverse(f"service_settings:{page}", kwargs={"service_id": request.visit.service.id, **identifiers})


def settings_page(request: PortalRequest, title: str, **page: Any) -> ChangePage:
    """A page that leads back to the settings. `page` takes what else a ChangePage has."""
    return ChangePage(title, **{"back": settings_url(request), "done": "Settings saved", **page})


def change_service(
    request: PortalRequest,
    form: EditForm,
    page: ChangePage,
    attributes: Callable[[Typed], Mapping[str, object]],
) -> HttpResponse:
    """The page of a form whose fields end up in attributes of the service.

    form = RenameService(request.POST or None, initial={"name": service.name})
    page = settings_page(request, "Change your service name")
    return change_service(request, form, page, lambda typed: {"name": typed["name"]})
    """
    service_id = request.visit.service.id
    return change(
        request,
        form,
        page,
        lambda typed: service_api_client.update_service(service_id, **attributes(typed)),
        changed_by=partial(last_change_of, service_id),
    )


def switch_feature(request: PortalRequest, feature: str, page: ChangePage, question: str) -> HttpResponse:
    """The page of two radios that switch a channel or feature of the service on or off."""
    service = request.visit.service
    form = Switch(request.POST or None, initial={"enabled": service.has_permission(feature)}, label=question)
    return change(
        request,
        form,
        page,
        lambda typed: features.switch(service.id, feature, on=typed["enabled"]),
        changed_by=partial(last_change_of, service.id),
    )
