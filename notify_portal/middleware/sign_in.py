"""Default deny: a page without `@public` needs somebody signed in, and gets a `visit` that says who asks for what."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from gateway.errors import APIError, CacheUnavailable
from notify_portal.middleware.api_errors import page_for_error
from portal_apps.core.permissions import Visit
from portal_apps.services.models import Service
from portal_apps.users import sessions


class SignInMiddleware(LoginRequiredMiddleware):
    """Also the place where the person and the service of a page are first read, so their errors become pages here."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not view_func.__dict__.get("login_required", True):
            return None
        try:
            sessions.end_if_expired(request)
            redirect_to_sign_in = super().process_view(request, view_func, view_args, view_kwargs)
            if redirect_to_sign_in is None:
                request.visit = visit_of(request, view_kwargs)  # type: ignore[attr-defined]  # PortalRequest
        except (APIError, CacheUnavailable) as error:
            return page_for_error(request, error)
        return redirect_to_sign_in


def visit_of(request: HttpRequest, identifiers: dict[str, Any]) -> Visit:
    """The person who asks, and the service or organisation in the path."""
    service_id, org_id = identifiers.get("service_id"), identifiers.get("org_id")
    return Visit(
        user=request.user,  # type: ignore[arg-type]  # nobody who is not signed in comes this far
        service=Service.from_id(str(service_id)) if service_id else None,
        organisation_id=str(org_id) if org_id else None,
    )
