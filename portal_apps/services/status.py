"""Trial mode and live: what changes with it, and the event that says who decided."""

from gateway import EventType, service_api_client
from portal_apps.core import audit
from portal_apps.core.permissions import PortalRequest
from portal_apps.services import features
from portal_apps.services.models import Service

TRIAL, LIVE = "trial", "live"


def set_live(request: PortalRequest, *, live: bool) -> None:
    """Make the service of the page live, or put it back into trial mode."""
    service, user = request.visit.service, request.visit.user
    put(service.id, live=live, sends_emails=not live or sends_emails(service))
    record(request, service.id, was_live=not service.trial_mode, is_live=live, user_id=user.id)


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
    request: PortalRequest | None, service_id: str, *, was_live: bool, is_live: bool, user_id: str | None
) -> None:
    audit.record(
        request,
        EventType.UPDATE_SERVICE_STATUS,
        service_id=service_id,
        original_status=LIVE if was_live else TRIAL,
        new_status=LIVE if is_live else TRIAL,
        updated_by_id=user_id,
    )
