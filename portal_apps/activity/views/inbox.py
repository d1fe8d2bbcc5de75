"""Texts that people sent to a service, and what was said to whom."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal_apps.activity.conversation import Conversation
from portal_apps.activity.received import COLUMNS, Inbox, rows_for_csv, texts_from
from portal_apps.core.downloads import streamed_csv
from portal_apps.core.fragments import fresh_part
from portal_apps.core.pagination import neighbours, page_number
from portal_apps.core.permissions import PortalRequest, requires, view_activity
from portal_apps.services import features

RECEIVED = "activity/received.html"
CONVERSATION = "activity/conversation_messages.html"


@requires(view_activity)
@require_safe
def inbox(request: PortalRequest) -> HttpResponse:
    """Who wrote last, a page at a time."""
    number = page_number(request)
    found = Inbox.of_service(_receiving(request), number)
    pages = neighbours(request, has_next=found.has_next)
    return render(request, "activity/inbox.html", {"inbox": found, "page": number, "pages": pages})


@requires(view_activity)
@require_safe
def inbox_part(request: PortalRequest) -> HttpResponse:
    """The list alone, with which its page refreshes itself."""
    found = Inbox.list_of(_receiving(request), page_number(request))
    return fresh_part(request, RECEIVED, {"messages": RECEIVED}, {"inbox": found})


@requires(view_activity)
@require_safe
def inbox_csv(request: PortalRequest) -> HttpResponseBase:
    """Everybody's texts that are still kept."""
    rows = rows_for_csv(texts_from(request.visit.service.id))
    name = f"Received text messages {timezone.localdate().isoformat()}"
    return streamed_csv(request, name, COLUMNS, rows)


@requires(view_activity)
@require_safe
def conversation(request: PortalRequest, notification_id: str) -> HttpResponse:
    """Everything that was said to and by one person."""
    return render(request, "activity/conversation.html", _conversation(request, notification_id))


@requires(view_activity)
@require_safe
def conversation_part(request: PortalRequest, notification_id: str) -> HttpResponse:
    """The messages alone, with which their page refreshes itself."""
    return fresh_part(
        request, CONVERSATION, {"messages": CONVERSATION}, _conversation(request, notification_id)
    )


def _receiving(request: PortalRequest) -> str:
    """The id of the service. Raises Lacking for one that receives no texts."""
    service = request.visit.service
    if not service.has_permission("inbound_sms"):
        raise features.lack_of("inbound_sms")
    service_id: str = service.id
    return service_id


def _conversation(request: PortalRequest, notification_id: str) -> dict[str, Any]:
    found = Conversation.about(request.visit.service, notification_id)
    return {"conversation": found, "notification_id": notification_id}
