"""Addresses of a service's own that are called when something happens to its messages."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gateway import fan_out, service_api_client
from portal_apps.api_integration.forms import Callback
from portal_apps.api_integration.models import CallbackType, callback_id
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.permissions import PortalRequest, manage_api_keys, requires
from portal_apps.services import features
from portal_apps.services.models import Service


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of callback: where its page is, what it is called, and what a service needs to use it."""

    callback_type: CallbackType
    address: str
    name: str
    purpose: str
    permission: str = ""

    @property
    def url_name(self) -> str:
        return self.address.replace("-", "_")

    def is_for(self, service: Service) -> bool:
        """One that is still set can be seen and removed after its feature was switched off."""
        return (
            not self.permission
            or service.has_permission(self.permission)
            or callback_id(service.facts, self.callback_type) is not None
        )


KINDS = (
    Kind(
        CallbackType.DELIVERY_STATUS,
        "delivery-status-callback",
        "Delivery receipts",
        "We call this URL when the status of a message you sent has changed.",
    ),
    Kind(
        CallbackType.INBOUND_SMS,
        "received-text-messages-callback",
        "Received text messages",
        "We call this URL when somebody sends your service a text message.",
        permission="inbound_sms",
    ),
    Kind(
        CallbackType.RETURNED_LETTER,
        "returned-letters-callback",
        "Returned letters",
        "We call this URL when a letter you sent has been returned.",
        permission="letter",
    ),
)


@requires(manage_api_keys)
@require_safe
def overview(request: PortalRequest) -> HttpResponse:
    """Which callbacks the service has."""
    service = request.visit.service
    kinds = [kind for kind in KINDS if kind.is_for(service)]
    urls = fan_out(*(partial(_url_of, service, kind) for kind in kinds))
    page = {"rows": list(zip(kinds, urls, strict=True))}
    return render(request, "api_integration/callbacks.html", page)


@requires(manage_api_keys)
@require_http_methods(["GET", "HEAD", "POST"])
def callback(request: PortalRequest, kind: Kind) -> HttpResponse:
    """Set, change or, with both boxes empty, remove one callback."""
    service = request.visit.service
    if not kind.is_for(service):
        raise features.lack_of(kind.permission)
    identifier = callback_id(service.facts, kind.callback_type)
    form = Callback(request.POST or None, initial={"url": _url_of(service, kind)}, is_set=bool(identifier))
    page = ChangePage(
        f"Callback for {kind.name.lower()}",
        back=reverse("api_integration:callbacks", kwargs={"service_id": service.id}),
        done=f"Callback for {kind.name.lower()} saved",
        template="api_integration/callback.html",
        context={"kind": kind},
    )
    return change(request, form, page, lambda typed: _save(request, kind, identifier, typed))


def _url_of(service: Service, kind: Kind) -> str:
    """The address that is called now; empty when there is none."""
    identifier = callback_id(service.facts, kind.callback_type)
    if identifier is None:
        return ""
    return service_api_client.get_service_callback_api(service.id, identifier, kind.callback_type)["url"]


def _save(request: PortalRequest, kind: Kind, identifier: str | None, typed: dict[str, Any]) -> None:
    service_id, user_id = request.visit.service.id, request.visit.user.id
    url, token = typed["url"], typed["bearer_token"]
    if identifier is None:
        service_api_client.create_service_callback_api(service_id, url, token, user_id, kind.callback_type)
    elif url:
        service_api_client.update_service_callback_api(
            service_id, url, token, user_id, identifier, kind.callback_type
        )
    else:
        service_api_client.delete_service_callback_api(service_id, identifier, kind.callback_type)
