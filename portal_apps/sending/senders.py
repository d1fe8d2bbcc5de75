"""Whom the messages of a template go out from, when the service has several reply-to addresses or text senders.

    chosen_sender(request, template_id)       # the id for the API, or None: then the API takes the usual one
    senders_to_choose_from(service_id, template)      # the default first; fewer than two leave nothing to choose
    choose_sender(request, template_id, sender_id)    # kept on the server, for this person, template and hour

A letter carries the address that its template names: the API takes no other for it.
"""

from gateway.errors import NotFound
from portal_apps.core.journeys import Journey
from portal_apps.core.permissions import PortalRequest
from portal_apps.message_templates.models import Template
from portal_apps.service_settings.senders import REPLY_TO, SMS_SENDER, Sender

KINDS = {"email": REPLY_TO, "sms": SMS_SENDER}


def senders_to_choose_from(service_id: str, template: Template) -> list[Sender]:
    """One call of the API; none for a letter."""
    kind = KINDS.get(template.template_type)
    senders = kind.all_of(service_id) if kind else []
    return sorted(senders, key=lambda sender: not sender.is_default)


def choose_sender(request: PortalRequest, template_id: str, sender_id: str) -> None:
    _journey(request, template_id).keep(sender_id=sender_id)


def forget_sender(request: PortalRequest, template_id: str) -> None:
    """From now on the usual one."""
    _journey(request, template_id).end()


def chosen_sender(request: PortalRequest, template_id: str) -> str | None:
    """The id of the sender that this person chose for the template, for the API; None for the usual one."""
    sender_id: str | None = _journey(request, template_id).answers.get("sender_id")
    return sender_id


def text_of_sender(service_id: str, template: Template, sender_id: str | None) -> str | None:
    """What recipients see of it: for a chosen one a call of the API. None for one that is not there any more."""
    kind = KINDS.get(template.template_type)
    if not (sender_id and kind):
        return template.sender
    try:
        return kind.one_of(service_id, sender_id).value
    except NotFound:
        return None


def _journey(request: PortalRequest, template_id: str) -> Journey:
    return Journey.of(request, "sender", f"{request.visit.service.id} {template_id}")
