"""Where to go after signing in: only ever a page of this portal."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

NEXT = "next"


def next_page(request: HttpRequest) -> str:
    """The path and query that the address asks for, or nothing when it leads elsewhere."""
    asked = request.GET.get(NEXT, "")
    if not url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(asked)
    path = urlunsplit(("", "", parts.path, parts.query, ""))
    # The path of an address that is ours may itself read as the address of another site.
    is_path = path.startswith("/") and url_has_allowed_host_and_scheme(path, None)
    return path if is_path else ""


def url_with_next(request: HttpRequest, url_name: str) -> str:
    """The address of a page on the way to signing in, which keeps where the way leads."""
    wanted = next_page(request)
    return reverse(url_name) + (f"?{urlencode({NEXT: wanted})}" if wanted else "")


def redirect_with_next(request: HttpRequest, url_name: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(url_with_next(request, url_name))


def redirect_signed_in(request: HttpRequest, otherwise: str = "") -> HttpResponseRedirect:
    """On from the last page of a sign-in, or past its first one for somebody who is signed in already."""
    return HttpResponseRedirect(next_page(request) or otherwise or reverse("services:accounts_or_dashboard"))
