"""Sending one message from the portal."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from sandbox import addresses, letter_addresses, limits, recipient_checks, sending
from sandbox.addressees import Recipient
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError, ForbiddenError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.documents.in_emails import Files
from sandbox.letters.addresses import address_of
from sandbox.message_content import content_of
from sandbox.models import Service, Template

routes = Routes()

MESSAGE = Body(
    {
        "template_id": schema.UUID,
        "to": schema.or_null(schema.STRING),
        "created_by": schema.UUID,
        "personalisation": {"type": ["object", "null"]},
        "sender_id": schema.or_null(schema.UUID),
    },
    required=("template_id", "to", "created_by"),
    family="fields",
)
NO_RECIPIENT = "Recipient can't be empty"
NO_LETTERS_IN_TRIAL_MODE = "Cannot send letters when service is in trial mode"


@routes.post(
    "/service/<id:service_id>/send-notification", body=MESSAGE, answers={201: {"id": "uuid"}, 429: "Error"}
)
def send_notification(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    template = one(Template.objects.all(), id=call.body["template_id"], service=service)
    channel, values = template.template_type, call.body.get("personalisation") or {}
    sending.check_template(template, channel)
    files = Files(template, {}, addresses.own(call.request))
    values = values | files.links(str(call.body["to"]))
    content = content_of(service, template, values)
    sending.check_channel(service, channel)
    recipient = _recipient(service, channel, call.body["to"], values)
    limits.check(service, channel, international=recipient.international)
    sender = sending.sender_of(template, call.body.get("sender_id"))
    origin = sending.Origin(created_by_id=sending.author_of(service, call.body["created_by"]))
    files.save()
    notification = sending.send(sending.Draft(service, template, recipient, content, origin, values, sender))
    return answers.created({"id": notification.id})


def _recipient(service: Service, channel: str, to: str | None, values: dict[str, Any]) -> Recipient:
    """Single messages of a trial service go to its team alone: guests are for programs."""
    if channel == "letter":
        if service.restricted:
            raise ForbiddenError(NO_LETTERS_IN_TRIAL_MODE)
        return letter_addresses.recipient(address_of(values), service.permissions)
    if not to:
        raise BadRequestError(NO_RECIPIENT)
    found = recipient_checks.recipient(service, channel, to)
    recipient_checks.check_allowed(service, found, "normal", guests=False)
    return found
