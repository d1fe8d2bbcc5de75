"""Letters that came back."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gateway import service_api_client
from portal_apps.activity.returned_letters import SHOWN, ReturnedOfDay, rows_for_csv
from portal_apps.core.permissions import PortalRequest, requires, view_activity
from portal_apps.core.spreadsheets import csv_file


@requires(view_activity)
@require_safe
def summary(request: PortalRequest) -> HttpResponse:
    """The days on which letters were reported as returned."""
    days = service_api_client.get_returned_letter_summary(request.visit.service.id)
    return render(request, "activity/returned_letter_summary.html", {"days": days})


@requires(view_activity)
@require_safe
def of_day(request: PortalRequest, reported_at: str) -> HttpResponse:
    returned = _returned(request, reported_at)
    page = {"day": reported_at, "returned": returned, "letters": returned.letters[:SHOWN]}
    return render(request, "activity/returned_letters.html", page)


@requires(view_activity)
@require_safe
def of_day_csv(request: PortalRequest, reported_at: str) -> HttpResponse:
    letters = _returned(request, reported_at).letters
    return csv_file(f"{reported_at} returned letters", rows_for_csv(letters))


def _returned(request: PortalRequest, day: str) -> ReturnedOfDay:
    """Raises Http404 for a day without any."""
    returned = ReturnedOfDay.on(request.visit.service.id, day)
    if not returned.count:
        raise Http404
    return returned
