"""What services were told, and what they said to it: for whoever wonders why a callback does not arrive."""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from sandbox import pages, settings
from sandbox.models import Callback

ON_THE_PAGE = 100
KINDS = {"delivery_status": "Delivery status", "inbound_sms": "Received text"}


@require_safe
def callbacks(request: HttpRequest) -> HttpResponse:
    rows = Callback.objects.select_related("service").order_by("-created_at")[:ON_THE_PAGE]
    shown = [
        {
            "callback": row,
            "kind": KINDS.get(row.callback_type, row.callback_type),
            "payload": json.dumps(row.payload, indent=2, ensure_ascii=False),
        }
        for row in rows
    ]
    values = {"rows": shown, "limit": ON_THE_PAGE, "instead": settings.SANDBOX_CALLBACKS_TO}
    return pages.page(request, "outbox/callbacks.html", values)


urlpatterns = [path("outbox/callbacks", callbacks, name="callbacks")]
