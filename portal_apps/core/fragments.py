"""Pages that are asked for a part of themselves."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from portal_apps.core.asking import asks_for_fragment
from portal_apps.core.permissions import PortalRequest

# To htmx: take this, and do not ask again.
STOP_ASKING = 286


def fresh_part(  # noqa: PLR0913 - one answer in two forms, for htmx and for programs
    request: PortalRequest,
    whole: str,
    parts: Mapping[str, str],
    figures: Mapping[str, Any],
    *,
    is_final: bool = False,
    values: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """What a page fetches to refresh itself: `whole` as HTML for htmx, and for everybody else each of the `parts` in JSON,
    with `values` that programs want beside them.

    Whoever says which version they have (If-None-Match) gets 304 when nothing has changed. So no template of a part holds
    a form: its CSRF token is another one each time. After what `is_final` nobody needs to ask again.
    """
    facts = {**figures, "visit": request.visit}
    if asks_for_fragment(request):
        answer = render(request, whole, facts, status=STOP_ASKING if is_final else None)
    else:
        end = {"stop": 1} if is_final else {}
        answer = JsonResponse({**_rendered(request, parts, facts), **(values or {}), **end})
    version = f'"{blake2b(answer.content, digest_size=12).hexdigest()}"'
    if not is_final and version in _versions_known(request):
        answer = HttpResponseNotModified()
    answer["ETag"] = version
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _versions_known(request: HttpRequest) -> set[str]:
    """Whoever compresses an answer on its way calls its version a weak one, and is given that back."""
    return {version.removeprefix("W/") for version in parse_etags(request.headers.get("If-None-Match", ""))}


def _rendered(request: PortalRequest, parts: Mapping[str, str], facts: dict[str, Any]) -> dict[str, str]:
    return {name: render_to_string(template, facts, request) for name, template in parts.items()}
