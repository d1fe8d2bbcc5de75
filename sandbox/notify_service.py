"""Notify's own service, which writes to people on behalf of Notify itself. Its template has the same id in every Notify API."""

from uuid import UUID

from sandbox import sending
from sandbox.addressees import email_address
from sandbox.message_content import content_of
from sandbox.models import Notification, Service, Template
from sandbox.models.services import NOTIFY_SERVICE_ID

REPLY_TO_TEMPLATE_ID = UUID("a42f1d17-9404-46d5-a647-d013bdfca3e1")


def send_reply_to_check(address: str) -> Notification:
    """An e-mail that shows whether an address takes mail: it will be delivered, or fail. Raises BadRequestError."""
    service = Service.objects.get(id=NOTIFY_SERVICE_ID)
    template = Template.objects.get(id=REPLY_TO_TEMPLATE_ID)
    content = content_of(service, template, {})
    return sending.send(sending.Draft(service, template, email_address(address), content, sending.Origin()))
