"""Inviting many people at once: paste a list, look at what will happen, send, and see what happened to each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal_apps.core.changes import ChangePage, change
from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.team import invite_many
from portal_apps.team.addresses import team_url
from portal_apps.team.forms.invite_many import MOST, InviteMany
from portal_apps.team.forms.permissions import PermissionFields
from portal_apps.team.invite_many import Batch, counts
from portal_apps.team.inviting import Offer
from portal_apps.team.lines import UNFINISHED, Outcome, compared
from portal_apps.team.models import team_and_folders

BUSY = "Somebody is sending invitations for this service at the moment. Try again in a minute"


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: PortalRequest) -> HttpResponse:
    is_post = request.method == "POST"
    form = InviteMany(request.POST, request.FILES) if is_post else InviteMany()
    page = ChangePage(
        "Invite many people at once",
        back=team_url(request.visit.service.id),
        button="Continue",
        template="team/invite_many.html",
        context={"most": MOST},
    )

    def check(_typed: object) -> HttpResponse:
        Batch.of(request).begin(form.lines)
        return redirect(_url(request, "invite_many_check"))

    return change(request, form, page, check)


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: PortalRequest) -> HttpResponse:
    """Who is new, and who is not; and what those who are new will be able to do."""
    service, batch = request.visit.service, Batch.of(request)
    if not batch.lines:
        return redirect(_url(request, "invite_many"))
    if batch.offer:
        return redirect(_url(request, "invite_many_result"))
    team, access = team_and_folders(service.id)
    lines = compared(batch.lines, team)
    form, numbers = PermissionFields.for_newcomer(request, access), counts(lines)
    page = ChangePage(
        "Check who will be invited",
        back=_url(request, "invite_many"),
        template="team/invite_many_check.html",
        context={"lines": lines, "numbers": numbers, "new": numbers.get(Outcome.NEW, 0)},
    )
    return change(request, form, page, lambda typed: _send(request, batch, Offer.from_typed(typed)))


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: PortalRequest) -> HttpResponse:
    """What happened to each; a POST sends the rest."""
    batch = Batch.of(request)
    offer = batch.offer
    if not offer:
        return redirect(_url(request, "invite_many"))
    if request.method == "POST":
        return _send(request, batch, offer)
    lines = batch.lines
    page = {
        "lines": lines,
        "numbers": counts(lines),
        "unfinished": sum(line.outcome in UNFINISHED for line in lines),
        "back": team_url(request.visit.service.id),
    }
    return render(request, "team/invite_many_result.html", page)


def _send(request: PortalRequest, batch: Batch, offer: Offer) -> HttpResponse:
    if invite_many.send(request, batch, offer):
        return redirect(_url(request, "invite_many_result"))
    messages.warning(request, BUSY)
    return redirect(_url(request, "invite_many_check"))


def _url(request: PortalRequest, name: str) -> str:
    return reverse(f"team:{name}", kwargs={"service_id": request.visit.service.id})
