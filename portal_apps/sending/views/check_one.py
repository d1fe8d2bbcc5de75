"""One message as its recipient will see it, and the button that sends it, once."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gateway.errors import HTTPError
from portal_apps.core.permissions import PortalRequest, requires, send_messages
from portal_apps.message_templates.wording import quoted
from portal_apps.sending.attempts import send_once, what_became_of
from portal_apps.sending.checked_message import CheckedMessage
from portal_apps.sending.draft import Draft
from portal_apps.sending.one_message import OneMessage
from portal_apps.sending.one_off_addresses import message_url, page_url, step_url
from portal_apps.sending.refusals import explained
from portal_apps.sending.sendable import sendable_template
from portal_apps.sending.senders import forget_sender
from portal_apps.services.limits import NAMES

SENDERS = send_messages.without_platform_admin()
CHANGED = (
    "Nothing was sent: the message is not the one that this page showed any more. "
    "Read it again, as it is now, before you send it"
)
SENDER_GONE = "The sender that you chose has been deleted. The message will come from the default"


@requires(send_messages, to_post=SENDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def check_notification(request: PortalRequest, template_id: str) -> HttpResponse:
    """A GET shows the message, or what became of it; a POST sends what was shown."""
    service_id = request.visit.service.id
    template = sendable_template(request.visit, template_id)
    draft = Draft.of(request, template.id)
    if draft is None:
        return redirect(page_url(service_id, template.id, "send_one_off"))
    if draft.notification_id:
        return redirect(message_url(service_id, draft.notification_id))
    message = OneMessage.of(request, template, draft)
    if message.open_step is not None:
        return redirect(step_url(service_id, template, message.open_step))
    if request.method == "POST" and request.POST.get("shown") == message.fingerprint:
        return _send(request, message)
    if draft.attempted_at:
        return _attempted(request, message)
    return _check(request, message, [CHANGED] if request.method == "POST" else [])


def _send(request: PortalRequest, message: OneMessage) -> HttpResponse:
    outcome = send_once(message, again="again" in request.POST)
    if outcome.notification_id:
        return redirect(message_url(message.service.id, outcome.notification_id))
    if outcome.refusal:
        return _check(request, message, [], outcome.refusal)
    return redirect(page_url(message.service.id, message.template.id, "check_notification"))


def _attempted(request: PortalRequest, message: OneMessage) -> HttpResponse:
    """Nobody has heard what the API did with it."""
    outcome = what_became_of(message, message.draft)
    if outcome.notification_id:
        return redirect(message_url(message.service.id, outcome.notification_id))
    page = {"message": message, "outcome": outcome, "attempted_at": message.draft.attempted_at}
    return render(request, "sending/unknown.html", page)


def _check(
    request: PortalRequest, message: OneMessage, notices: list[str], refusal: HTTPError | None = None
) -> HttpResponse:
    checked = CheckedMessage.of(message)
    template = message.template
    if checked.sender is None:
        forget_sender(request, template.id)
        checked = replace(checked, message=replace(message, sender_id=None), sender=template.sender)
        notices = [*notices, SENDER_GONE]
    if refusal:
        notices = [*notices, explained(refusal)]
    page = {
        "checked": checked,
        "problems": list(dict.fromkeys([*notices, *checked.hindrances])),
        "may_send": not checked.hindrances and request.visit.may(SENDERS),
        "heading": f"Preview of {quoted(template.name)}",
        "what": NAMES[template.template_type],
        "back": step_url(message.service.id, template, len(message.questions)),
    }
    return render(request, "sending/check_one.html", page)
