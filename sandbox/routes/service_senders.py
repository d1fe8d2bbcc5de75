"""Where messages come from: reply-to addresses, text message senders and letter contact blocks."""

from uuid import UUID

from django.http import HttpResponse

from sandbox.api import answers
from sandbox.api.lookups import one
from sandbox.api.routing import Call, Routes
from sandbox.models import ServiceEmailReplyTo, ServiceLetterContact, ServiceSmsSender
from sandbox.serialise import senders

routes = Routes()

DEFAULT_FIRST = ("-is_default", "-created_at")


@routes.get("/service/<id:service_id>/email-reply-to")
def get_email_reply_tos(_call: Call, service_id: UUID) -> HttpResponse:
    rows = ServiceEmailReplyTo.objects.filter(service=service_id, archived=False).order_by(*DEFAULT_FIRST)
    return answers.ok([senders.email_reply_to(row) for row in rows])


@routes.get("/service/<id:service_id>/email-reply-to/<id:reply_to_id>")
def get_email_reply_to(_call: Call, service_id: UUID, reply_to_id: UUID) -> HttpResponse:
    return answers.ok(
        senders.email_reply_to(one(ServiceEmailReplyTo.objects.all(), id=reply_to_id, service=service_id))
    )


@routes.get("/service/<id:service_id>/sms-sender")
def get_sms_senders(_call: Call, service_id: UUID) -> HttpResponse:
    rows = ServiceSmsSender.objects.filter(service=service_id, archived=False).order_by(*DEFAULT_FIRST)
    return answers.ok([senders.sms_sender(row) for row in rows])


@routes.get("/service/<id:service_id>/sms-sender/<id:sms_sender_id>")
def get_sms_sender(_call: Call, service_id: UUID, sms_sender_id: UUID) -> HttpResponse:
    return answers.ok(
        senders.sms_sender(one(ServiceSmsSender.objects.all(), id=sms_sender_id, service=service_id))
    )


@routes.get("/service/<id:service_id>/letter-contact")
def get_letter_contacts(_call: Call, service_id: UUID) -> HttpResponse:
    rows = ServiceLetterContact.objects.filter(service=service_id, archived=False).order_by(*DEFAULT_FIRST)
    return answers.ok([senders.letter_contact(row) for row in rows])


@routes.get("/service/<id:service_id>/letter-contact/<id:letter_contact_id>")
def get_letter_contact(_call: Call, service_id: UUID, letter_contact_id: UUID) -> HttpResponse:
    row = one(ServiceLetterContact.objects.all(), id=letter_contact_id, service=service_id)
    return answers.ok(senders.letter_contact(row))
