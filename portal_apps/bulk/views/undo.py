"""What a run has changed is put back, by another process than the portal's."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal_apps.bulk.command_lines import next_steps
from portal_apps.bulk.looking import Shown, shown
from portal_apps.bulk.runs import Run
from portal_apps.bulk.states import TO_UNDO
from portal_apps.bulk.undoing import reason_against, start_undo
from portal_apps.bulk.views.explained import of_run
from portal_apps.bulk.views.paging import rows_of
from portal_apps.core.journeys import one_at_a_time
from portal_apps.core.permissions import PortalRequest, platform_admin, requires


@requires(platform_admin)
@require_http_methods(["GET", "HEAD", "POST"])
@of_run
def undo_run(request: PortalRequest, run: Run) -> HttpResponse:
    """The page shows what would be put back, and asks; its POST begins."""
    if request.method == "POST":
        return _begun(request, run)
    found = shown(run)
    if against := reason_against(found):
        messages.warning(request, against)
        return redirect("bulk:run", run=run.name)
    return render(request, "bulk/undo.html", _page(request, found))


def _page(request: PortalRequest, found: Shown) -> dict[str, Any]:
    path = reverse("bulk:undo", args=[found.run.name])
    return {
        "run": found,
        "pages": rows_of(request, found, TO_UNDO, path),
        "may_start_undo": settings.BULK_UNDO_FROM_PORTAL,
        "steps": [*next_steps(found, request.visit.user.id, can_be_undone=True)][-1:],
    }


def _begun(request: PortalRequest, run: Run) -> HttpResponse:
    if not settings.BULK_UNDO_FROM_PORTAL:
        raise PermissionDenied
    with one_at_a_time(f"bulk-undo-{run.identity}") as is_first:
        against = reason_against(shown(run)) if is_first else "Somebody else is starting it at this moment"
        if against:
            messages.error(request, f"Nothing was started. {against}")
        else:
            start_undo(run, request.visit.user.id)
            messages.success(request, "The undo has been started. It goes on when you leave this page")
    return redirect("bulk:run", run=run.name)
