"""One message that was sent."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal_apps.activity.message import Message
from portal_apps.core.fragments import fresh_part
from portal_apps.core.permissions import PortalRequest, requires, send_messages, view_activity

STATUS = "activity/message_status.html"


@requires(view_activity | send_messages)
@require_safe
def view_notification(request: PortalRequest, notification_id: str) -> HttpResponse:
    """All that is known about it, the way its recipient got it."""
    page = _page(request, notification_id)
    return render(request, "activity/message.html", page)


@requires(view_activity | send_messages)
@require_safe
def view_notification_updates(request: PortalRequest, notification_id: str) -> HttpResponse:
    """What the page of a message fetches until nothing more is to come: its status and timeline."""
    page = _page(request, notification_id)
    return fresh_part(request, STATUS, {"status": STATUS}, page, is_final=page["message"].is_final)


def _page(request: PortalRequest, notification_id: str) -> dict[str, Any]:
    service = request.visit.service
    message = Message.from_id(service.id, notification_id)
    return {"message": message, "preview": message.preview(service)}
