"""Who a message goes out from, where the service has more than one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal_apps.core.permissions import PortalRequest, requires, send_messages
from portal_apps.message_templates.addresses import template_url
from portal_apps.sending.one_off_addresses import page_url
from portal_apps.sending.one_off_forms import SENDER_LABELS, SetSender
from portal_apps.sending.sendable import sendable_template
from portal_apps.sending.senders import (
    choose_sender,
    chosen_sender,
    forget_sender,
    senders_to_choose_from,
)

FEWEST = 2


@requires(send_messages)
@require_http_methods(["GET", "HEAD", "POST"])
def set_sender(request: PortalRequest, template_id: str) -> HttpResponse:
    """Leads on at once where there is nothing to choose."""
    service_id = request.visit.service.id
    template = sendable_template(request.visit, template_id)
    senders = senders_to_choose_from(service_id, template)
    start = page_url(service_id, template.id, "send_one_off")
    if len(senders) < FEWEST:
        forget_sender(request, template.id)
        return redirect(start)
    initial = chosen_sender(request, template.id) or senders[0].id
    form = SetSender(request.POST or None, senders=senders, initial={"sender": initial})
    if form.is_valid():
        choose_sender(request, template.id, form.cleaned_data["sender"])
        return redirect(start)
    page = {"form": form, "heading": SENDER_LABELS[template.template_type]}
    return render(request, "sending/set_sender.html", {**page, "back": template_url(service_id, template.id)})
