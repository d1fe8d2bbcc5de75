"""Looking for messages by who got them. What is sought is a name, an address or a number, so no URL holds it."""

from secrets import token_urlsafe

from portal_apps.core.journeys import Journey
from portal_apps.core.permissions import PortalRequest

KIND = "search messages"
# The part of a query string that says which search is meant, to whoever began it and to nobody else.
PARAMETER = "search_query"
LONGEST = 255


def sought_for(request: PortalRequest) -> str:
    """What was typed into the search box; nothing for white space."""
    return " ".join(request.POST.get("to", "")[:LONGEST].split())


def begin(request: PortalRequest) -> str:
    """Keep for an hour what was typed, and say under which name; nothing was typed, no name."""
    sought = sought_for(request)
    if not sought:
        return ""
    name = token_urlsafe(9)
    _journey(request, name).keep(to=sought)
    return name


def kept(request: PortalRequest) -> str | None:
    """What the address of the page looks for: nothing, or None once that is over."""
    name = request.GET.get(PARAMETER, "")
    return _journey(request, name).answers.get("to") if name else ""


def _journey(request: PortalRequest, name: str) -> Journey:
    return Journey.of(request, KIND, f"{request.visit.service.id} {name}")
