"""The one place where an error of the gateway becomes a page.

Every page shows the trace id, which is in the log and was sent to the API. None of them asks the API anything, but for
the names of people who could help a member whose permissions do not suffice.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import is_valid_path
from django.utils.http import escape_leading_slashes

from gateway import current_caller
from gateway.cache.outcome import is_definite
from gateway.errors import (
    APIError,
    CacheUnavailable,
    Forbidden,
    Gone,
    NotFound,
    Unauthorized,
    Unavailable,
)
from portal_apps.core.kept_form import KeptForm
from portal_apps.core.lacking import Lacking
from portal_apps.core.permissions import Visit
from portal_apps.team import who_can

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
    status = next(
        (status for kind, status in PAGE_OF_ERROR.items() if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    level = logging.ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.WARNING
    logger.log(level, "page answered with %d after %s", status, type(error).__name__)
    return error_page(request, status, error)


def error_page(
    request: HttpRequest, status: HTTPStatus, error: Exception | None = None, **more: object
) -> HttpResponse:
    """What happened, whether anything was changed, and the trace id, in plain words."""
    trace = current_caller().trace
    is_saving = request.method not in SAFE_METHODS
    facts = {
        "trace_id": trace.trace_id if trace else "",
        "nothing_changed": not is_saving or (error is not None and is_definite(error)),
        "is_saving": is_saving,
        "address": request.get_full_path(),
        "kept": kept_form(request) if is_saving and status == HTTPStatus.SERVICE_UNAVAILABLE else None,
        **more,
    }
    response = render(request, f"errors/{int(status)}.html", facts, status=int(status))
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = "5"
    response["Cache-Control"] = "no-store"
    return response


def kept_form(request: HttpRequest) -> KeptForm | None:
    """What was typed, so that sending it again loses nothing; None where a secret or a file would be missing."""
    kept = KeptForm.of(request)
    return kept if kept.fields and kept.is_complete else None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return error_page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_large else HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says which permission was missing and who has it, where the view's own rule kept a member of the service out."""
    visit = getattr(request, "visit", None)
    if isinstance(exception, Lacking):
        return _lacking(request, visit, exception)
    view = request.resolver_match and request.resolver_match.func
    rule = getattr(view, "guarded_by_to_post" if request.method == "POST" else "guarded_by", None)
    names = who_can.names_of_those_who_can(visit, rule) if rule else []
    needs = who_can.permissions_named_by(rule) if names and rule else []
    return error_page(request, HTTPStatus.FORBIDDEN, names=names, needs=needs)


def _lacking(request: HttpRequest, visit: Visit | None, lack: Lacking) -> HttpResponse:
    """Says what the visitor's permissions have nothing to do with, and the way to change it or who can."""
    remedy = lack.remedy
    names = who_can.names_of_those_who_can(visit, remedy.rule) if remedy else []
    url = remedy.url_for(visit) if remedy and visit else ""
    return error_page(request, HTTPStatus.FORBIDDEN, lack=lack, names=names, remedy_url=url)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address with a slash too many leads to the one without: some old bookmarks end in one."""
    without_slash = request.path_info.rstrip("/")
    if request.method in SAFE_METHODS and without_slash != request.path_info and is_valid_path(without_slash):
        return HttpResponsePermanentRedirect(escape_leading_slashes(without_slash))
    return error_page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was not sent from this portal, or it is older than a sign-in in another tab of the same browser.

    The browser itself says where it was sent from, and what came from here may be sent again.
    """
    logger.warning("refused a form without a valid CSRF token")
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    return error_page(request, HTTPStatus.BAD_REQUEST, kept=kept_form(request) if is_ours else None)
