from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from portal_apps.core.permissions import PortalRequest, requires, signed_in
from portal_apps.users import drafts
from portal_apps.users.pages import page


@requires(signed_in)
@require_safe
def kept_draft(request: PortalRequest) -> HttpResponse:
    """After a sign-in that a form had to wait for."""
    kept = drafts.of(request)
    if kept is None:
        return redirect("services:accounts_or_dashboard")
    return page(request, "kept_draft", kept=kept)
