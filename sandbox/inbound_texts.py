"""Texts that people send to a service."""

from django.db.models import QuerySet

from sandbox import addressees, callbacks
from sandbox.addressees import InvalidPhoneError
from sandbox.models import InboundNumber, InboundSms
from sandbox.writing import writing

PERMISSION = "inbound_sms"
NOBODYS_NUMBER = "No service receives texts at this number"


def numbers() -> QuerySet[InboundNumber]:
    """Those one can text, with the service that reads what arrives."""
    rows = InboundNumber.objects.filter(active=True, service__active=True).select_related("service")
    # A list in a JSON column is searched in Python: not every database can.
    reading = [row.id for row in rows if row.service and PERMISSION in row.service.permissions]
    return rows.filter(id__in=reading).order_by("service__name", "number")


class NotReceivedError(Exception):
    """A text that nobody could send: which of its fields is wrong, and how."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field
        self.text = text


def receive(notify_number: str, user_number: str, content: str) -> InboundSms:
    """Raises NotReceivedError for a number that no service has, and for a sender that is no number."""
    number = numbers().filter(number=notify_number).first()
    if number is None:
        raise NotReceivedError("notify_number", NOBODYS_NUMBER)
    try:
        sender = addressees.phone_number(user_number)
    except InvalidPhoneError as error:
        raise NotReceivedError("user_number", str(error)) from None
    with writing():
        text = InboundSms.objects.create(
            service=number.service,
            notify_number=number.number,
            user_number=sender.normalised,
            content=content,
        )
        callbacks.tell_of_text(text)
    return text
