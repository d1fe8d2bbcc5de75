"""Bulk runs as platform admins see them: all of them, one with its rows, and its report."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal_apps.bulk.command_lines import next_steps
from portal_apps.bulk.looking import NotShown, entries_of, recorded, shown, shown_or_not
from portal_apps.bulk.reports import HEADINGS, csv_lines
from portal_apps.bulk.runs import Run
from portal_apps.bulk.states import RowState
from portal_apps.bulk.undoing import last_undo, reason_against
from portal_apps.bulk.views.explained import names_of, of_run
from portal_apps.bulk.views.paging import rows_of
from portal_apps.core.downloads import streamed_csv
from portal_apps.core.fragments import fresh_part
from portal_apps.core.pagination import page_of
from portal_apps.core.permissions import PortalRequest, platform_admin, requires

RUNS_OF_PAGE = 25
LIVE = "bulk/live.html"


@requires(platform_admin)
@require_safe
def all_runs(request: PortalRequest) -> HttpResponse:
    pages = page_of(request, recorded(), RUNS_OF_PAGE)
    found = [shown_or_not(run) for run in pages.rows]
    people = {one for run in found if not isinstance(run, NotShown) for one in run.people}
    return render(request, "bulk/runs.html", {"runs": found, "pages": pages, "names": names_of(people)})


@requires(platform_admin)
@require_safe
@of_run
def one_run(request: PortalRequest, run: Run) -> HttpResponse:
    return render(request, "bulk/run.html", _page(request, run))


@requires(platform_admin)
@require_safe
@of_run
def run_updates(request: PortalRequest, run: Run) -> HttpResponse:
    """What the page fetches while the run is under way."""
    page = _page(request, run)
    return fresh_part(request, LIVE, {"run": LIVE}, page, is_final=page["is_final"])


@requires(platform_admin)
@require_safe
@of_run
def run_report(request: PortalRequest, run: Run) -> HttpResponseBase:
    """What `--report report.csv` writes."""
    about = shown(run).about
    rows = (line for entry in entries_of(run) for line in csv_lines(entry))
    return streamed_csv(request, f"{about['command']} {run.name}", HEADINGS, rows)


def _page(request: PortalRequest, run: Run) -> dict[str, Any]:
    found, undo = shown(run), last_undo(run)
    against = reason_against(found)
    state = _state(request.GET.get("state", ""))
    path = reverse("bulk:run", args=[run.name])
    return {
        "run": found,
        "undo": undo,
        "against_undo": against,
        "may_start_undo": settings.BULK_UNDO_FROM_PORTAL,
        "steps": [*next_steps(found, request.visit.user.id, can_be_undone=not against)],
        "is_final": not (found.is_under_way or undo.is_at_work),
        "names": names_of(found.people),
        "state": state,
        "path": path,
        "pages": rows_of(request, found, [state] if state else [*RowState], path),
    }


def _state(text: str) -> RowState | None:
    return RowState(text) if text in [*RowState] else None
