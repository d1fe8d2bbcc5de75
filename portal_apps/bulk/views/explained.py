"""What the views of one run have in common."""

from collections.abc import Callable, Iterable
from functools import partial, wraps
from http import HTTPStatus

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render

from gateway import fan_out, user_api_client
from portal_apps.bulk.looking import Unreadable
from portal_apps.bulk.runs import NAME, Run
from portal_apps.core.panels import Missed, or_missed
from portal_apps.core.permissions import PortalRequest

View = Callable[[PortalRequest, Run], HttpResponseBase]


def of_run(view: View) -> Callable[..., HttpResponseBase]:
    """Gives the view its run. A journal that cannot be shown is a page that says why."""

    @wraps(view)
    def checked(request: PortalRequest, run: str) -> HttpResponseBase:
        if not NAME.fullmatch(run):
            raise Http404
        try:
            return view(request, Run(run))
        except Unreadable as error:
            facts = {"name": run, "why": str(error)}
            return render(request, "bulk/unreadable.html", facts, status=HTTPStatus.NOT_FOUND)

    return checked


def names_of(user_ids: Iterable[str]) -> dict[str, str]:
    """Of the people the API can tell now."""
    ids = sorted(set(user_ids))
    if not ids:
        return {}
    found = fan_out(*(or_missed(one, partial(user_api_client.get_user, one)) for one in ids))
    return {
        one: person["name"] for one, person in zip(ids, found, strict=True) if not isinstance(person, Missed)
    }
