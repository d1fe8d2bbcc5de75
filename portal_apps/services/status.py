"""Trial mode and live: what changes with it, and the event that says who decided."""

from gateway import EventType, service_api_client
from portal_apps.core import audit
from portal_apps.core.permissions import PortalRequest
from portal_apps.services import features
from portal_apps.services.models import Service

TRIAL, LIVE = "trial", "live"


def set_live(request: PortalRequest, *, live: bool) -> None:
    """Make the service of the page live, or put it back into trial mode, with the limits of that.

    E-mails are switched off with it where a service that goes live neither has a template for them nor expects to send any.
    """
    service = request.visit.service
    sends_emails = _sends_emails(service) if live else True
    service_api_client.update_status(service.id, live=live)
    if not sends_emails:
        features.switch(service.id, "email", on=False)
    audit.record(
        request,
        EventType.UPDATE_SERVICE_STATUS,
        service_id=service.id,
        original_status=TRIAL if service.trial_mode else LIVE,
        new_status=LIVE if live else TRIAL,
        updated_by_id=request.visit.user.id,
    )


def _sends_emails(service: Service) -> bool:
    if service.facts["volume_email"]:
        return True
    templates = service_api_client.get_service_templates(service.id)["data"]
    return any(template["template_type"] == "email" for template in templates)
