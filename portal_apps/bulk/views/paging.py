"""Rows of a run, a page at a time."""

from collections.abc import Sequence

from django.http import Http404

from portal_apps.bulk.entries import Entry
from portal_apps.bulk.looking import Shown, looked_into
from portal_apps.bulk.states import RowState
from portal_apps.core.pagination import Page, one_page, page_number
from portal_apps.core.permissions import PortalRequest


def rows_of(request: PortalRequest, found: Shown, states: Sequence[RowState], path: str) -> Page[Entry]:
    """Those in these states. Raises Http404 past their end, and Unreadable."""
    empty: list[Entry] = []
    pages = one_page(request, empty, found.count(states), path=path)
    if page_number(request) > pages.last:
        raise Http404
    with looked_into(found.run) as journal:
        rows = journal.page(states, (pages.number - 1) * pages.size, pages.size)
    return one_page(request, rows, pages.total, path=path)
