"""What is not possible while a channel is switched off, and who can switch it on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal_apps.core.permissions import PortalRequest, manage_templates, requires
from portal_apps.message_templates.addresses import list_url, template_url

CHANNELS = {"email": "emails", "sms": "text messages", "letter": "letters"}


@requires(manage_templates)
@require_safe
def action_blocked(
    request: PortalRequest, notification_type: str, return_to: str, template_id: str | None = None
) -> HttpResponse:
    """The way back is the template for `view_template`, and the list for anything else."""
    service_id = request.visit.service.id
    back = list_url(service_id)
    if template_id and return_to == "view_template":
        back = template_url(service_id, template_id)
    page = {"channel": CHANNELS[notification_type], "back": back}
    return render(request, "message_templates/action_blocked.html", page)
