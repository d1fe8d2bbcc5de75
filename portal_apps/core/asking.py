"""What asks: a person, or a page that is open already, for a part of itself."""

from django.http import HttpRequest


def asks_for_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks, for a part of a page that is open already."""
    return request.headers.get("HX-Request") == "true"


def asks_by_itself(request: HttpRequest) -> bool:
    """Whether a page refreshes itself: that does not show that anybody is there, and leaves the session as it is."""
    return request.path.endswith(".json") or asks_for_fragment(request)
