"""What asks: a person, or a page that is open already, for a part of itself."""

from django.http import HttpRequest


def asks_for_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks, for a part of a page that is open already."""
    return request.headers.get("HX-Request") == "true"


def asks_by_itself(request: HttpRequest) -> bool:
    """Whether a page refreshes itself, or gets the pictures in it: that does not show that anybody is there, and leaves the
    session as it is. A cookie that comes back with one of them could undo what the person does at that moment.
    """
    return request.path.endswith((".json", ".png")) or asks_for_fragment(request)
