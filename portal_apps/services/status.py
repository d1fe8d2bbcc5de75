"""Trial mode and live: what changes with it, and the event that says who decided."""

from typing import Any

from gateway import EventType, service_api_client
from portal_apps.core import audit
from portal_apps.core.permissions import PortalRequest
from portal_apps.services import features
from portal_apps.services.models import Service

# As the events call them. A service that has asked to go live is still in trial mode.
TRIAL, REQUESTED, LIVE = "trial", "requested", "live"


def status_of(facts: dict[str, Any]) -> str:
    """From the API's JSON of a service."""
    if not facts["restricted"]:
        return LIVE
    return REQUESTED if facts["has_active_go_live_request"] else TRIAL


def set_live(request: PortalRequest, *, live: bool) -> None:
    """Make the service of the page live, or put it back into trial mode. One that is there already keeps its limits."""
    service, user = request.visit.service, request.visit.user
    original, new = status_of(service.facts), LIVE if live else TRIAL
    if original == new:
        return
    put(service.id, live=live, sends_emails=not live or sends_emails(service))
    record(request, service.id, original=original, new=new, user_id=user.id)


def put(service_id: str, *, live: bool, sends_emails: bool = True) -> None:
    """With the limits of that. E-mails are switched off where a service that goes live sends none."""
    service_api_client.update_status(service_id, live=live)
    if not sends_emails:
        features.switch(service_id, "email", on=False)


def sends_emails(service: Service) -> bool:
    """Whether it expects to, or has a template for it."""
    if service.facts["volume_email"]:
        return True
    templates = service_api_client.get_service_templates(service.id)["data"]
    return any(template["template_type"] == "email" for template in templates)


def record(
    request: PortalRequest | None, service_id: str, *, original: str, new: str, user_id: str | None
) -> None:
    audit.record(
        request,
        EventType.UPDATE_SERVICE_STATUS,
        service_id=service_id,
        original_status=original,
        new_status=new,
        updated_by_id=user_id,
    )
