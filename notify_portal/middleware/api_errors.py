"""The one place where an error of the gateway becomes a page.

Every page shows the trace id, which is in the log and was sent to the API. None of them asks the API anything.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gateway import current_caller
from gateway.errors import (
    APIError,
    CacheUnavailable,
    Forbidden,
    Gone,
    NotFound,
    Unauthorized,
    Unavailable,
)

logger = logging.getLogger(__name__)

PAGE_OF_ERROR: dict[type[Exception], HTTPStatus] = {
    Unauthorized: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Gone: HTTPStatus.GONE,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    CacheUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class APIErrorsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return page_for_error(request, error)


def page_for_error(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The page for an error of the gateway; None for any other error, which is a fault of ours."""
    if not isinstance(error, APIError | CacheUnavailable):
        return None
    status = PAGE_OF_ERROR.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)
    level = logging.ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.WARNING
    logger.log(level, "page answered with %d after %s", status, type(error).__name__)
    return error_page(request, status, error)


def error_page(request: HttpRequest, status: HTTPStatus, error: Exception | None = None) -> HttpResponse:
    """What happened, whether anything was changed, and the trace id, in plain words."""
    trace = current_caller().trace
    facts = {
        "status": int(status),
        "trace_id": trace.trace_id if trace else "",
        "was_saving": request.method not in SAFE_METHODS,
        "nothing_changed": isinstance(error, CacheUnavailable),
        "retry_url": request.get_full_path() if request.method in SAFE_METHODS else "",
    }
    response = render(request, f"errors/{int(status)}.html", facts, status=int(status))
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = "5"
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was not sent from this portal, or the session that it belonged to is gone."""
    logger.warning("refused a form without a valid CSRF token")
    return error_page(request, HTTPStatus.BAD_REQUEST)
