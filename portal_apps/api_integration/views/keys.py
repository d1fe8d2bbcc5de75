"""API keys: the list, a new one, the end of one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal_apps.api_integration import actions
from portal_apps.api_integration.forms import CreateKey
from portal_apps.api_integration.models import APIKeys
from portal_apps.core.pagination import one_page, page_of
from portal_apps.core.permissions import PortalRequest, manage_api_keys, requires


@requires(manage_api_keys)
@require_safe
def api_keys(request: PortalRequest) -> HttpResponse:
    """Those in use, and the revoked ones a page at a time: programs that make keys leave many."""
    keys = APIKeys.of_service(request.visit.service.id)
    page = {"keys": keys, "revoked": page_of(request, keys.revoked)}
    return render(request, "api_integration/keys.html", page)


@requires(manage_api_keys.without_platform_admin())
@require_http_methods(["GET", "HEAD", "POST"])
def create_api_key(request: PortalRequest) -> HttpResponse:
    """The answer to the form shows the whole key, which nobody can ask for again."""
    service = request.visit.service
    keys = APIKeys.of_service(service.id)
    form = CreateKey(request.POST or None, keys=keys, trial_mode=service.trial_mode)
    if form.is_valid():
        key = actions.create_key(request, form)
        if key:
            page = {"key": key, "key_name": form.cleaned_data["key_name"]}
            return render(request, "api_integration/key_created.html", page)
    return render(request, "api_integration/create_key.html", {"form": form})


@requires(manage_api_keys)
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_api_key(request: PortalRequest, key_id: str) -> HttpResponse:
    """A GET asks whether to, a POST does it. A key that is revoked already stays so."""
    keys = APIKeys.of_service(request.visit.service.id)
    key = keys.get(key_id)
    if key is None:
        raise Http404
    if request.method == "POST" or key.revoked_at:
        if not key.revoked_at:
            actions.revoke_key(request, key)
        messages.success(request, f"‘{key.name}’ was revoked")  # noqa: RUF001 - quotation marks of the page
        return redirect("api_integration:api_keys", service_id=request.visit.service.id)
    page = {"keys": keys, "revoked": one_page(request, [], 0), "to_revoke": key}
    return render(request, "api_integration/keys.html", page)
