"""Success, as the API says it: sorted keys, UTF-8, and 204 without a body."""

from typing import Any

from django.http import HttpResponse, JsonResponse

HTML = "text/html; charset=utf-8"


def ok(value: Any, status: int = 200) -> HttpResponse:
    return JsonResponse(
        value, status=status, safe=False, json_dumps_params={"sort_keys": True, "ensure_ascii": False}
    )


def data(value: Any, status: int = 200) -> HttpResponse:
    return ok({"data": value}, status)


def created(value: Any) -> HttpResponse:
    return ok(value, 201)


def empty(status: int = 204) -> HttpResponse:
    return HttpResponse(status=status, content_type=HTML)


def null() -> HttpResponse:
    """The JSON text null under an HTML content type, where the API returns a bare text."""
    return HttpResponse("null", content_type=HTML)
