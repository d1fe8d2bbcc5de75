"""Default deny: a page without `@public` needs somebody signed in, and gets a `visit` that says who asks for what."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from gateway import cache
from gateway.cache import keys
from gateway.errors import APIError, CacheUnavailable
from notify_portal.middleware.api_errors import page_for_error
from portal_apps.core.asking import asks_for_fragment
from portal_apps.core.permissions import Visit
from portal_apps.orgs.models import Organisation
from portal_apps.services.models import Service
from portal_apps.users import drafts, sessions


class SignInMiddleware(LoginRequiredMiddleware):
    """Also the place where the person and the service of a page are first read, so their errors become pages here."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not view_func.__dict__.get("login_required", True):
            return None
        prefetch(request, view_kwargs)
        try:
            sessions.end_if_expired(request)
            redirect_to_sign_in = super().process_view(request, view_func, view_args, view_kwargs)
            if redirect_to_sign_in is None:
                request.visit = visit_of(request, view_kwargs)  # type: ignore[attr-defined]  # PortalRequest
        except (APIError, CacheUnavailable) as error:
            return page_for_error(request, error)
        return redirect_to_sign_in and _door(request, redirect_to_sign_in)

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """To the sign-in page. What was typed is kept, and shown instead of the page once the person is signed in."""
        if request.method == "POST" and not asks_for_fragment(request) and drafts.keep(request):
            return redirect_to_login(reverse("users:kept_draft"), self.get_login_url(view_func))
        return super().handle_no_permission(request, view_func)


def _door(request: HttpRequest, redirect_to_sign_in: HttpResponseBase) -> HttpResponseBase:
    """The way to the sign-in page, which nobody keeps: it is another answer once somebody has signed in."""
    # A fragment cannot show the sign-in page; the page it belongs to stays as it is.
    is_fragment = asks_for_fragment(request)
    answer = HttpResponse(status=HTTPStatus.UNAUTHORIZED) if is_fragment else redirect_to_sign_in
    add_never_cache_headers(answer)
    return answer


def prefetch(request: HttpRequest, identifiers: Mapping[str, object]) -> None:
    """What every page of a service needs, and every page of a template, in one round trip to the cache."""
    user_id = request.session.get(SESSION_KEY)
    service_id, template_id = identifiers.get("service_id"), identifiers.get("template_id")
    if not user_id or not service_id:
        return
    wanted = [keys.USER.fill(user_id=user_id), keys.SERVICE.fill(service_id=service_id)]
    if template_id:
        version = keys.SERVICE_TEMPLATE_VERSION.fill(
            service_id=service_id, template_id=template_id, version=None
        )
        wanted += [keys.TEMPLATE_FOLDERS.fill(service_id=service_id), version]
    cache.prefetch(*wanted)


def visit_of(request: HttpRequest, identifiers: dict[str, Any]) -> Visit:
    """The person who asks, and the service or organisation in the path."""
    service_id, org_id = identifiers.get("service_id"), identifiers.get("org_id")
    return Visit(
        user=request.user,  # nobody who is not signed in comes this far
        service=Service.from_id(str(service_id)) if service_id else None,
        organisation=Organisation.from_id(str(org_id)) if org_id else None,
        hides_powers=sessions.hides_powers(request),
    )
