"""The sandbox's own pages: one layout, which says that nothing is really sent, and headers under which nothing comes in.

A template extends `sandbox/layout.html` and fills its blocks `title` and `main`; a view answers with `page(...)`.
"""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

# What the header of every page leads to: the name of a route, and the words.
NAVIGATION = (
    ("outbox", "Outbox"),
    ("text-a-service", "Text a service"),
    ("callbacks", "Callbacks"),
    ("docs", "The API"),
)
STYLE = (Path(__file__).parent / "templates" / "sandbox" / "style.css").read_bytes()
# Pages show other people's words: nothing on them may run, load or be framed.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def page(request: HttpRequest, template: str, values: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, template, {"navigation": NAVIGATION, **values}, status=status)
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    # A link in a message is a key to an account: do not send it on as a referrer. Without any, browsers would not
    # say where a form comes from either, and no form could be trusted.
    response["Referrer-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def style(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(STYLE, content_type="text/css; charset=utf-8")


urlpatterns = [path("_sandbox/style.css", style, name="sandbox-style")]
