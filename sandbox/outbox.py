"""What the sandbox would have sent, to read and to follow: a page for people, JSON for tests. It asks for no token."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from sandbox import dates, formatting, pages, settings
from sandbox.models import OutboxMessage
from sandbox.outbox_list import TYPES, Wanted, listing, number_in, to_recipient
from sandbox.world.organisations import NAMES as ORGANISATIONS
from sandbox.world.people import PASSWORD, PEOPLE
from sandbox.world.services import SERVICES

IN_JSON = 50


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    wanted = Wanted.read(request.GET)
    found = listing(wanted)
    values = {
        "messages": [
            {"message": row, "body": _as_read(row), "template": _address_of_template(row)}
            for row in found.messages
        ],
        "newer": found.newer,
        "older": found.older,
        "wanted": wanted,
        "types": TYPES.items(),
        # Nobody should lose their place while reading results, or against their will.
        "refreshes": wanted.is_newest and not wanted.search and request.GET.get("refresh") != "off",
    }
    return pages.page(request, "outbox/page.html", values)


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Newest first. `to` is the exact recipient, `limit` the most messages wanted."""
    messages = OutboxMessage.objects.all()
    if "to" in request.GET:
        messages = to_recipient(messages, request.GET["to"])
    rows = messages[: number_in(request.GET, "limit") or IN_JSON]
    return JsonResponse({"messages": [_message(row) for row in rows]})


@require_safe
def people(_request: HttpRequest) -> HttpResponse:
    """Who and what the world is made of, for tests and documents that cannot import it."""
    return JsonResponse(
        {
            "password": PASSWORD,
            "people": [person.as_json() for person in PEOPLE],
            "services": [
                {"key": row.key, "id": row.id, "name": row.name, "live": row.live} for row in SERVICES
            ],
            "organisations": [
                {"key": key, "id": id_, "name": name} for key, (id_, name) in ORGANISATIONS.items()
            ],
        }
    )


def _as_read(message: OutboxMessage) -> SafeString:
    is_email = message.message_type == "email"
    return formatting.email(message.body) if is_email else formatting.plain(message.body)


def _address_of_template(message: OutboxMessage) -> str:
    """Where the portal shows the template of a message."""
    template = message.template
    return (
        f"{settings.ADMIN_BASE_URL}/services/{template.service_id}/templates/{template.id}"
        if template
        else ""
    )


def _message(row: OutboxMessage) -> dict[str, Any]:
    return {
        "id": row.uuid,
        "type": row.message_type,
        "to": row.to,
        "subject": row.subject,
        "body": row.body,
        "code": row.code,
        "link": row.link,
        "created_at": dates.zulu(row.created_at),
    }


urlpatterns = [
    path("outbox", page, name="outbox"),
    path("outbox.json", as_json),
    path("_sandbox/people", people),
]
