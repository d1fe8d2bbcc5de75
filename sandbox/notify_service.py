"""Notify's own service, which writes to people on behalf of Notify itself. Its ids are the same in every Notify API."""

from uuid import UUID

from sandbox import sending
from sandbox.addressees import email_address
from sandbox.message_content import content_of
from sandbox.models import Notification, Service, Template

SERVICE_ID = UUID("d6aa2c68-a2d9-4437-ab19-3ae8eb202553")
REPLY_TO_TEMPLATE_ID = UUID("a42f1d17-9404-46d5-a647-d013bdfca3e1")


def send_reply_to_check(address: str) -> Notification:
    """An e-mail that shows whether an address takes mail: it will be delivered, or fail. Raises BadRequestError."""
    service = Service.objects.get(id=SERVICE_ID)
    template = Template.objects.get(id=REPLY_TO_TEMPLATE_ID)
    content = content_of(service, template, {})
    return sending.send(sending.Draft(service, template, email_address(address), content, sending.Origin()))
