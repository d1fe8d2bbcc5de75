"""Pages that are asked for a part of themselves."""

from django.http import HttpRequest


def asks_for_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks, for a part of a page that is open already."""
    return request.headers.get("HX-Request") == "true"
