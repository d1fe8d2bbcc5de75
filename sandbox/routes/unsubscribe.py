"""Leaving a mailing list by the link in an email."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse

from sandbox import links
from sandbox.api import answers
from sandbox.api.errors import NotFoundError
from sandbox.api.lookups import one_or_none
from sandbox.api.routing import Call, Routes
from sandbox.models import Notification, UnsubscribeRequest

routes = Routes(public=True)

LINK_LIFE = timedelta(days=365)
NOT_VALID = "This is not a valid unsubscribe link."


@routes.post(
    "/unsubscribe/<id:notification_id>/<str:token>", answers={200: {"result": "str", "message": "str"}}
)
def unsubscribe(_call: Call, notification_id: UUID, token: str) -> HttpResponse:
    """The token is the signed address. Asking twice is fine and counts once."""
    try:
        address = links.payload_of(token, int(LINK_LIFE.total_seconds()))
    except (links.LinkExpiredError, links.LinkInvalidError):
        raise NotFoundError({"unsubscribe request": NOT_VALID}) from None
    sent = one_or_none(Notification.objects.all(), id=notification_id, notification_type="email")
    if sent is None:
        raise NotFoundError({"unsubscribe request": NOT_VALID})
    UnsubscribeRequest.objects.get_or_create(
        {"service_id": sent.service_id, "email_address": address}, notification=sent
    )
    return answers.ok({"result": "success", "message": "Unsubscribe successful"})
