"""What the sandbox would have sent, to read and to follow: a page for people, JSON for tests. It asks for no token."""

import re
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from sandbox import dates, pages
from sandbox.models import OutboxMessage
from sandbox.world.organisations import NAMES as ORGANISATIONS
from sandbox.world.people import PASSWORD, PEOPLE
from sandbox.world.services import SERVICES

ON_THE_PAGE = 100
IN_JSON = 50
LINK = re.compile(r"(https?://[^\s<>\"']*[^\s<>\"'.,;:!?)])")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    search = request.GET.get("search", "").strip()
    messages = _found(search)
    shown = [{"message": row, "body": as_html(row.body)} for row in messages[:ON_THE_PAGE]]
    values = {
        "messages": shown,
        "count": messages.count(),
        "limit": ON_THE_PAGE,
        "search": search,
        # Nobody should lose their place while reading results, or against their will.
        "refreshes": not search and request.GET.get("refresh") != "off",
    }
    return pages.page(request, "outbox/page.html", values)


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Newest first. `to` is the exact recipient, `limit` the most messages wanted."""
    messages = OutboxMessage.objects.order_by("-created_at")
    if "to" in request.GET:
        messages = messages.filter(to__iexact=request.GET["to"])
    limit = request.GET.get("limit", "")
    rows = messages[: int(limit) if limit.isdecimal() else IN_JSON]
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


def as_html(text: str) -> SafeString:
    """Paragraphs with links one can follow. Addresses stay as they are, for a signed token must not change."""
    paragraphs = [format_html("<p>{}</p>", _with_links(part)) for part in text.split("\n\n")]
    return format_html_join("", "{}", ((paragraph,) for paragraph in paragraphs))


def _with_links(text: str) -> SafeString:
    # split() puts what the pattern matched at every odd place.
    pieces = enumerate(LINK.split(text))
    return format_html_join(
        "", "{}", ((_followable(piece) if place % 2 else piece,) for place, piece in pieces)
    )


def _followable(address: str) -> SafeString:
    return format_html('<a href="{0}" rel="noreferrer">{0}</a>', address)


def _found(search: str) -> QuerySet[OutboxMessage]:
    messages = OutboxMessage.objects.order_by("-created_at")
    if not search:
        return messages
    return messages.filter(Q(to__icontains=search) | Q(subject__icontains=search) | Q(body__icontains=search))


def _message(row: OutboxMessage) -> dict[str, Any]:
    return {
        "id": row.id,
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
