"""What every page may use: the visit, who is signed in, navigation, messages."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.messages import get_messages
from django.http import HttpRequest

from portal_apps.core import navigation, permissions


def page(request: HttpRequest) -> dict[str, Any]:
    """Nothing here asks the API: an error page is drawn with it too."""
    visit: permissions.Visit | None = getattr(request, "visit", None)
    is_signed_in = SESSION_KEY in request.session if hasattr(request, "session") else False
    return {
        "visit": visit,
        "layout": f"layouts/{navigation.section(visit)}.html",
        "rules": permissions,
        "is_signed_in": is_signed_in,
        "account_links": navigation.account_links(request.path, is_signed_in=is_signed_in),
        "section_links": navigation.section_links(visit, request.path) if visit else [],
        "flashes": get_messages(request),
    }
