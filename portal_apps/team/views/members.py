"""The list of the team, to read, to search and to keep."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from portal_apps.core import spreadsheets
from portal_apps.core.asking import asks_for_fragment
from portal_apps.core.formatting import date
from portal_apps.core.pagination import PAGE_SIZE, page_of
from portal_apps.core.permissions import (
    PortalRequest,
    manage_service,
    member,
    organisation_member,
    requires,
)
from portal_apps.team.forms.search import SearchUsers
from portal_apps.team.models import team_and_folders
from portal_apps.team.roles import LABELS
from portal_apps.team.rows import Row, matching, rows_of

# Shorter lists are read at a glance.
WORTH_SEARCHING = 7


@requires(member | organisation_member)
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def manage_users(request: PortalRequest) -> HttpResponse:
    """The team, a page at a time; a POST searches all of it."""
    rows = _rows(request.visit.service.id)
    search = SearchUsers(request.POST if request.method == "POST" else None)
    found = matching(rows, search.words)
    page = {
        "people": found[:PAGE_SIZE] if search.words else page_of(request, rows).rows,
        "pages": None if search.words else page_of(request, rows),
        "found": len(found),
        "search": search,
        "worth_searching": len(rows) > WORTH_SEARCHING,
        "labels": LABELS,
        "managers": [row.name for row in rows if row.name and "manage_service" in row.permissions],
    }
    template = "list" if asks_for_fragment(request) else "members"
    return render(request, f"team/{template}.html", {**page, "visit": request.visit})


@requires(manage_service | organisation_member)
@require_safe
def download(request: PortalRequest) -> HttpResponse:
    """Everybody as a CSV file."""
    service = request.visit.service
    rows = _rows(service.id)
    headings = [
        "Name",
        "Email address",
        "Status",
        "Sign-in method",
        *LABELS.values(),
        "Folders",
        "Last signed in",
    ]
    return spreadsheets.csv_file(f"{service.name} team members", [headings, *map(_cells, rows)])


def _rows(service_id: str) -> list[Row]:
    team, access = team_and_folders(service_id)
    return rows_of(team, service_id, access)


def _cells(row: Row) -> list[str]:
    status = ("Invitation expired" if row.has_expired else "Invited") if row.is_invited else "Member"
    held = ["Yes" if name in row.permissions else "No" for name in LABELS]
    last = date(row.last_signed_in) if row.last_signed_in else ""
    return [row.name, row.email_address, status, row.sign_in_method, *held, row.folders, last]
