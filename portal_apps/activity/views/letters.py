"""One letter: the file it is printed from, and stopping it before it is printed."""

import base64

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gateway import notification_api_client
from gateway.errors import BadRequest, Unavailable
from portal_apps.activity.message import Message
from portal_apps.core.pagination import page_number
from portal_apps.core.permissions import PortalRequest, requires, send_messages, view_activity

CONTENT_TYPES = {"pdf": "application/pdf", "png": "image/png"}
CANCELLED = "The letter is cancelled. It will not be printed"
TOO_LATE = "The letter is not cancelled, because it is already on its way to the printer"
NOT_CANCELLED = "The letter is not cancelled, because we got no answer. Try again"


@requires(view_activity | send_messages)
@require_safe
def view_letter_file(request: PortalRequest, notification_id: str, filetype: str) -> HttpResponse:
    """All of it as a PDF file to keep, or a picture of one page."""
    service_id = request.visit.service.id
    page = page_number(request) if filetype == "png" else None
    try:
        answer = notification_api_client.get_notification_letter_preview(
            service_id, notification_id, "png" if page else "pdf", page
        )
    except BadRequest as error:
        raise Http404 from error
    disposition = "attachment" if filetype == "pdf" else "inline"
    return HttpResponse(
        base64.b64decode(answer["content"]),
        content_type=CONTENT_TYPES[filetype],
        headers={"Content-Disposition": f'{disposition}; filename="{notification_id}.{filetype}"'},
    )


@requires(view_activity | send_messages)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_letter(request: PortalRequest, notification_id: str) -> HttpResponse:
    """A GET asks whether to, as long as it is not too late; a POST does it."""
    service = request.visit.service
    message = Message.from_id(service.id, notification_id)
    if message.channel != "letter":
        raise Http404
    if request.method == "POST":
        _cancel(request, message)
        return redirect("activity:view_notification", service_id=service.id, notification_id=message.id)
    page = {
        "message": message,
        "preview": message.preview(service),
        "asks_to_cancel": message.can_be_cancelled,
    }
    return render(request, "activity/message.html", page)


def _cancel(request: PortalRequest, message: Message) -> None:
    """What came of it is read from the letter where the answer does not say."""
    service_id = request.visit.service.id
    try:
        notification_api_client.update_notification_to_cancelled(service_id, message.id)
    except (BadRequest, Unavailable) as error:
        if not Message.from_id(service_id, message.id).is_cancelled:
            messages.error(request, TOO_LATE if isinstance(error, BadRequest) else NOT_CANCELLED)
            return
    messages.success(request, CANCELLED)
