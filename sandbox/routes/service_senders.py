"""Where messages come from: reply-to addresses, text message senders and letter contact blocks."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse

from sandbox import dates, notify_service
from sandbox.api import answers, schema
from sandbox.api.errors import BadRequestError, ConflictError
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.api.schema import Body
from sandbox.models import Service, ServiceEmailReplyTo, ServiceLetterContact, ServiceSmsSender, Template
from sandbox.models.senders import Sender
from sandbox.serialise import senders

routes = Routes()

AnySender = TypeVar("AnySender", bound=Sender)

NEEDS_DEFAULT = "One of a service's senders must be the default"
DEFAULT_FIRST = ("-is_default", "-created_at")
REPLY_TO = Body(
    {"email_address": schema.EMAIL, "is_default": schema.BOOLEAN}, required=("email_address", "is_default")
)
ADDRESS_TO_CHECK = Body({"email": schema.EMAIL}, required=("email",), family="fields")
SMS_SENDER = Body(
    {"sms_sender": schema.STRING, "is_default": schema.BOOLEAN}, required=("sms_sender", "is_default")
)
LETTER_CONTACT = Body(
    {"contact_block": schema.STRING, "is_default": schema.BOOLEAN}, required=("contact_block", "is_default")
)


@routes.get("/service/<id:service_id>/email-reply-to", answers={200: ["ServiceEmailReplyTo"]})
def get_email_reply_tos(_call: Call, service_id: UUID) -> HttpResponse:
    return answers.ok(
        [senders.email_reply_to(row) for row in _of(ServiceEmailReplyTo.objects.all(), service_id)]
    )


@routes.post(
    "/service/<id:service_id>/email-reply-to",
    body=REPLY_TO,
    answers={201: {"data": "ServiceEmailReplyTo"}, 409: "Error"},
)
def add_email_reply_to(call: Call, service_id: UUID) -> HttpResponse:
    address = call.body["email_address"]
    _check_is_new(service_id, address)
    row = _add(ServiceEmailReplyTo(email_address=address), service_id, call.body)
    return answers.data(senders.email_reply_to(row), 201)


@routes.post(
    "/service/<id:service_id>/email-reply-to/verify",
    body=ADDRESS_TO_CHECK,
    answers={201: {"data": {"id": "uuid"}}, 409: "Error"},
)
def verify_email_reply_to(call: Call, service_id: UUID) -> HttpResponse:
    """The id of the e-mail that shows whether the address works: a notification of Notify's own service."""
    address = call.body["email"]
    _check_is_new(service_id, address)
    return answers.data({"id": notify_service.send_reply_to_check(address).id}, 201)


@routes.get("/service/<id:service_id>/email-reply-to/<id:reply_to_id>", answers={200: "ServiceEmailReplyTo"})
def get_email_reply_to(_call: Call, service_id: UUID, reply_to_id: UUID) -> HttpResponse:
    return answers.ok(
        senders.email_reply_to(one(ServiceEmailReplyTo.objects.all(), id=reply_to_id, service=service_id))
    )


@routes.post(
    "/service/<id:service_id>/email-reply-to/<id:reply_to_id>",
    body=REPLY_TO,
    answers={200: {"data": "ServiceEmailReplyTo"}},
)
def update_email_reply_to(call: Call, service_id: UUID, reply_to_id: UUID) -> HttpResponse:
    row = one(ServiceEmailReplyTo.objects.all(), id=reply_to_id, service=service_id)
    row.email_address = call.body["email_address"]
    return answers.data(senders.email_reply_to(_change(row, call.body)))


@routes.post(
    "/service/<id:service_id>/email-reply-to/<id:reply_to_id>/archive",
    answers={200: {"data": "ServiceEmailReplyTo"}, 400: "Error"},
)
def archive_email_reply_to(_call: Call, service_id: UUID, reply_to_id: UUID) -> HttpResponse:
    row = one(ServiceEmailReplyTo.objects.all(), id=reply_to_id, service=service_id)
    if row.is_default:
        raise BadRequestError("You cannot delete a default email reply to address")
    return answers.data(senders.email_reply_to(_archive(row)))


@routes.get("/service/<id:service_id>/sms-sender", answers={200: ["ServiceSmsSender"]})
def get_sms_senders(_call: Call, service_id: UUID) -> HttpResponse:
    return answers.ok([senders.sms_sender(row) for row in _of(ServiceSmsSender.objects.all(), service_id)])


@routes.post("/service/<id:service_id>/sms-sender", body=SMS_SENDER, answers={201: "ServiceSmsSender"})
def add_sms_sender(call: Call, service_id: UUID) -> HttpResponse:
    row = _add(ServiceSmsSender(sms_sender=call.body["sms_sender"]), service_id, call.body)
    return answers.created(senders.sms_sender(row))


@routes.get("/service/<id:service_id>/sms-sender/<id:sms_sender_id>", answers={200: "ServiceSmsSender"})
def get_sms_sender(_call: Call, service_id: UUID, sms_sender_id: UUID) -> HttpResponse:
    return answers.ok(
        senders.sms_sender(one(ServiceSmsSender.objects.all(), id=sms_sender_id, service=service_id))
    )


@routes.post(
    "/service/<id:service_id>/sms-sender/<id:sms_sender_id>",
    body=SMS_SENDER,
    answers={200: "ServiceSmsSender"},
)
def update_sms_sender(call: Call, service_id: UUID, sms_sender_id: UUID) -> HttpResponse:
    row = one(ServiceSmsSender.objects.all(), id=sms_sender_id, service=service_id)
    if row.inbound_number_id and row.sms_sender != call.body["sms_sender"]:
        raise BadRequestError("You can not change the inbound number for the service")
    row.sms_sender = call.body["sms_sender"]
    return answers.ok(senders.sms_sender(_change(row, call.body)))


@routes.post(
    "/service/<id:service_id>/sms-sender/<id:sms_sender_id>/archive",
    answers={200: {"data": "ServiceSmsSender"}, 400: "Error"},
)
def archive_sms_sender(_call: Call, service_id: UUID, sms_sender_id: UUID) -> HttpResponse:
    row = one(ServiceSmsSender.objects.all(), id=sms_sender_id, service=service_id)
    if row.inbound_number_id:
        raise BadRequestError("You cannot delete an inbound number")
    if row.is_default:
        raise BadRequestError("You cannot delete a default sms sender")
    return answers.data(senders.sms_sender(_archive(row)))


@routes.get("/service/<id:service_id>/letter-contact", answers={200: ["ServiceLetterContact"]})
def get_letter_contacts(_call: Call, service_id: UUID) -> HttpResponse:
    return answers.ok(
        [senders.letter_contact(row) for row in _of(ServiceLetterContact.objects.all(), service_id)]
    )


@routes.post(
    "/service/<id:service_id>/letter-contact",
    body=LETTER_CONTACT,
    answers={201: {"data": "ServiceLetterContact"}},
)
def add_letter_contact(call: Call, service_id: UUID) -> HttpResponse:
    service = one(Service.objects.all(), id=service_id)
    row = ServiceLetterContact(service=service, contact_block=call.body["contact_block"])
    return answers.data(senders.letter_contact(_save(row, call.body)), 201)


@routes.get(
    "/service/<id:service_id>/letter-contact/<id:letter_contact_id>", answers={200: "ServiceLetterContact"}
)
def get_letter_contact(_call: Call, service_id: UUID, letter_contact_id: UUID) -> HttpResponse:
    row = one(ServiceLetterContact.objects.all(), id=letter_contact_id, service=service_id)
    return answers.ok(senders.letter_contact(row))


@routes.post(
    "/service/<id:service_id>/letter-contact/<id:letter_contact_id>",
    body=LETTER_CONTACT,
    answers={200: {"data": "ServiceLetterContact"}},
)
def update_letter_contact(call: Call, service_id: UUID, letter_contact_id: UUID) -> HttpResponse:
    row = one(ServiceLetterContact.objects.all(), id=letter_contact_id, service=service_id)
    row.contact_block = call.body["contact_block"]
    row.updated_at = dates.now()
    return answers.data(senders.letter_contact(_save(row, call.body)))


@routes.post(
    "/service/<id:service_id>/letter-contact/<id:letter_contact_id>/archive",
    answers={200: {"data": "ServiceLetterContact"}},
)
def archive_letter_contact(_call: Call, service_id: UUID, letter_contact_id: UUID) -> HttpResponse:
    """A service may be without a default block, and its templates without any."""
    row = one(ServiceLetterContact.objects.all(), id=letter_contact_id, service=service_id)
    Template.objects.filter(service_letter_contact=row).update(service_letter_contact=None)
    return answers.data(senders.letter_contact(_archive(row)))


def _check_is_new(service_id: UUID, address: str) -> None:
    if _of(ServiceEmailReplyTo.objects.all(), service_id).filter(email_address=address).exists():
        raise ConflictError(f"‘{address}’ is already a reply-to email address for this service.")  # noqa: RUF001 - the API's quotes


def _of(rows: QuerySet[AnySender], service_id: UUID) -> QuerySet[AnySender]:
    return rows.filter(service=service_id, archived=False).order_by(*DEFAULT_FIRST)


def _add(row: AnySender, service_id: UUID, body: dict[str, Any]) -> AnySender:
    row.service = one(Service.objects.all(), id=service_id)
    if not body["is_default"] and not _defaults(row).exists():
        raise BadRequestError(NEEDS_DEFAULT)
    return _save(row, body)


def _change(row: AnySender, body: dict[str, Any]) -> AnySender:
    if row.is_default and not body["is_default"]:
        raise BadRequestError(NEEDS_DEFAULT)
    row.updated_at = dates.now()
    return _save(row, body)


def _save(row: AnySender, body: dict[str, Any]) -> AnySender:
    """A new default takes the place of the old one."""
    row.is_default = body["is_default"]
    if row.is_default:
        _defaults(row).exclude(id=row.id).update(is_default=False, updated_at=dates.now())
    row.save()
    return row


def _archive(row: AnySender) -> AnySender:
    row.archived = True
    row.is_default = False
    row.save_change()
    return row


def _defaults(row: AnySender) -> QuerySet[AnySender]:
    return type(row).objects.filter(service=row.service_id, is_default=True, archived=False)
