"""An emergency contact list in place of an upload."""

from pathlib import PurePath
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gateway import contact_list_api_client
from gateway.storage import contact_lists
from portal_apps.core.permissions import PortalRequest, requires, send_messages
from portal_apps.message_templates.models import Template
from portal_apps.sending import checks
from portal_apps.sending.example import what_is_listed
from portal_apps.sending.file_addresses import check_url, upload_url
from portal_apps.sending.file_rules import rules_for
from portal_apps.sending.recipients import Unreadable
from portal_apps.sending.recipients.columns import RECIPIENT_NAMES
from portal_apps.sending.sendable import sendable_template
from portal_apps.sending.senders import chosen_sender


@requires(send_messages)
@require_safe
def choose(request: PortalRequest, template_id: str) -> HttpResponse:
    """Those of the kind that the template is sent to."""
    template = sendable_template(request.visit, template_id)
    everything = contact_list_api_client.get_contact_lists(request.visit.service.id)
    page = {
        "template": template,
        "lists": [one for one in everything if one["template_type"] == template.template_type],
        **_words(template),
        "back": upload_url(request.visit.service.id, template.id),
    }
    return render(request, "sending/choose_contact_list.html", page)


@requires(send_messages)
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: PortalRequest, template_id: str, contact_list_id: str) -> HttpResponse:
    """A GET shows which list it is, and goes on by itself with script; a POST checks it as if it had been uploaded."""
    template, service = sendable_template(request.visit, template_id), request.visit.service
    one = contact_list_api_client.get_contact_list(service_id=service.id, contact_list_id=contact_list_id)
    page = {"template": template, "one": one, "submits_itself": request.method != "POST", **_words(template)}
    if request.method != "POST":
        return render(request, "sending/use_contact_list.html", page)
    upload_id = str(uuid4())
    subject = checks.Subject(service.id, upload_id, rules_for(service, template.facts))
    metadata = {"sender_id": chosen_sender(request, template.id), "contact_list_id": contact_list_id}
    source = contact_lists.open(service.id, contact_list_id)
    try:
        # Lists are kept as CSV, whatever they were.
        checks.check_stream(subject, source, f"{PurePath(one['original_file_name']).stem}.csv", metadata)
    except Unreadable as error:
        messages.error(request, error.finding.text)
        return render(request, "sending/use_contact_list.html", page)
    return redirect(check_url(service.id, template.id, upload_id))


def _words(template: Template) -> dict[str, str]:
    """What one row of a list is, and several."""
    recipient = RECIPIENT_NAMES.get(template.template_type, "address")
    return {"recipient": recipient, "listed": what_is_listed(template)}
