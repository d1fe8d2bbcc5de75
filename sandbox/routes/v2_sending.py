"""Programs send messages: texts, e-mails and letters."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse

from sandbox import addresses, letter_addresses, limits, rate_limits, recipient_checks, sending
from sandbox.addressees import Recipient
from sandbox.api import answers, schema
from sandbox.api.errors import ApiError, BadRequestError, SchemaError
from sandbox.api.lookups import one_or_none
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.documents.in_emails import Files
from sandbox.letters.addresses import address_of
from sandbox.message_content import Content, content_of
from sandbox.models import ApiKey, Notification, Service, Template
from sandbox.routes import v2_pdf_letters
from sandbox.serialise import public
from sandbox.serialise.services import email_sender_local_part

Json = dict[str, Any]

routes = Routes(family="v2", api_keys=True)

COMMON = {
    "reference": v2_pdf_letters.REFERENCE,
    "template_id": schema.UUID,
    "personalisation": schema.PERSONALISATION,
}
TEXT = Body(
    {
        **COMMON,
        "phone_number": {"type": "string", "format": "text_recipient"},
        "sms_sender_id": schema.UUID,
    },
    required=("phone_number", "template_id"),
    additional=False,
)
EMAIL = Body(
    {
        **COMMON,
        "email_address": schema.EMAIL,
        "email_reply_to_id": schema.UUID,
        "one_click_unsubscribe_url": {"type": "string", "format": "https-url"},
        "sanitise_content_for": schema.ANYTHING,
    },
    required=("email_address", "template_id"),
    additional=False,
)
LETTER = Body(
    COMMON,
    required=("template_id", "personalisation"),
    additional=False,
    instead={"content": v2_pdf_letters.LETTER},
)

# For trying out a program: everything is checked and answered, nothing is kept.
SIMULATED = frozenset(
    {
        "447700900000",
        "447700900111",
        "447700900222",
        "simulate-delivered@notifications.service.gov.uk",
        "simulate-delivered-2@notifications.service.gov.uk",
        "simulate-delivered-3@notifications.service.gov.uk",
    }
)
EMAIL_DOMAIN = "notify.localhost"


@dataclass(frozen=True)
class Message:
    """What is to be said. `values` have a link in place of each file."""

    template: Template
    content: Content
    values: Json
    files: Files


@routes.post("/v2/notifications/sms", body=TEXT, answers={201: "PublicNewNotification", 429: "Errors"})
def send_sms(call: Call) -> HttpResponse:
    message = _prepared(call, "sms")
    sender = sending.sender_of(message.template, call.body.get("sms_sender_id"))
    recipient = _allowed(call.api_key, "sms", call.body["phone_number"])
    row = _sent(call, message, recipient, sender)
    return _answer(call, row, message, {"from_number": sender})


@routes.post("/v2/notifications/email", body=EMAIL, answers={201: "PublicNewNotification", 429: "Errors"})
def send_email(call: Call) -> HttpResponse:
    message = _prepared(call, "email")
    sender = sending.sender_of(message.template, call.body.get("email_reply_to_id"))
    recipient = _allowed(call.api_key, "email", call.body["email_address"])
    message = _with_files(message, recipient)
    row = _sent(call, message, recipient, sender)
    from_email = f"{email_sender_local_part(call.api_key.service)}@{EMAIL_DOMAIN}"
    return _answer(call, row, message, {"from_email": from_email})


@routes.post(
    "/v2/notifications/letter",
    body=LETTER,
    answers={201: ("PublicNewNotification", v2_pdf_letters.ANSWER), 429: "Errors"},
)
def send_letter(call: Call) -> HttpResponse:
    """From a template, or as a PDF file."""
    _check_letters(call.api_key)
    if "content" in call.body:
        _check_channel_and_limits(call.api_key, "letter")
        return v2_pdf_letters.send(call)
    message = _prepared(call, "letter")
    recipient = _address(call.api_key.service, message.values)
    row = _sent(call, message, recipient, sending.sender_of(message.template, None))
    return _answer(call, row, message, {})


def _prepared(call: Call, channel: str) -> Message:
    """What is to be sent, in the order the real API checks it: channel, limits, template, content."""
    service = call.api_key.service
    _check_channel_and_limits(call.api_key, channel)
    template = one_or_none(Template.objects.all(), id=call.body["template_id"], service=service)
    if template is None:
        raise BadRequestError("Template not found")
    sending.check_template(template, channel)
    given: Json = call.body.get("personalisation") or {}
    files = Files(template, given, addresses.own(call.request))
    files.check()
    values = given | files.links_to_nowhere()
    return Message(template, content_of(service, template, values), values, files)


def _with_files(message: Message, recipient: Recipient) -> Message:
    """With the files kept for its recipient."""
    if not message.files or recipient.normalised in SIMULATED:
        return message
    values = message.values | message.files.links(recipient.to)
    message.files.save()
    template = message.template
    return replace(message, content=content_of(template.service, template, values), values=values)


def _check_channel_and_limits(key: ApiKey, channel: str) -> None:
    sending.check_channel(key.service, channel)
    rate_limits.check(key)
    if key.key_type != "test":
        limits.check(key.service, channel)


def _allowed(key: ApiKey, channel: str, to: str) -> Recipient:
    service: Service = key.service
    found = recipient_checks.recipient(service, channel, to)
    recipient_checks.check_allowed(service, found, key.key_type, guests=True)
    if found.international and key.key_type != "test":
        limits.check(service, channel, international=True)
    return found


def _sent(call: Call, message: Message, recipient: Recipient, sender: str | None) -> Notification:
    key = call.api_key
    draft = sending.Draft(
        key.service,
        message.template,
        recipient,
        message.content,
        sending.Origin(key.key_type, key, client_reference=call.body.get("reference")),
        message.values,
        sender,
        one_click_unsubscribe_url=call.body.get("one_click_unsubscribe_url"),
        document_download_count=message.files.count,
    )
    if recipient.normalised in SIMULATED:
        return sending.unsent(draft)
    return sending.send(draft)


def _answer(call: Call, row: Notification, message: Message, sender: Json) -> HttpResponse:
    return answers.created(public.new_notification(call.request, row, message.content, sender))


def _check_letters(key: ApiKey) -> None:
    if key.key_type == "team":
        raise BadRequestError("Cannot send letters with a team api key", 403)
    if key.service.restricted and key.key_type != "test":
        raise BadRequestError("Cannot send letters when service is in trial mode", 403)


def _address(service: Service, values: dict[str, Any]) -> Recipient:
    try:
        return letter_addresses.recipient(address_of(values), service.permissions)
    except ApiError as error:
        raise SchemaError([str(error)]) from None
