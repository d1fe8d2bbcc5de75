"""The links in invitations. Programs that look into e-mails follow links, so opening one does nothing: joining is the POST."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gateway.errors import BadRequest
from portal_apps.core.permissions import public
from portal_apps.orgs.models import Organisation
from portal_apps.services.models import Service
from portal_apps.team import acceptance
from portal_apps.team.acceptance import ToOrganisation, ToService
from portal_apps.team.opened import Opened
from portal_apps.users import actions, sessions
from portal_apps.users.models import User


@public
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invite(request: HttpRequest, token: str) -> HttpResponse:
    return _answer(request, ToService, token)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def accept_org_invite(request: HttpRequest, token: str) -> HttpResponse:
    return _answer(request, ToOrganisation, token)


def _answer(request: HttpRequest, kind: type[Opened], token: str) -> HttpResponse:
    sessions.end_if_expired(request)
    try:
        invitation = kind.from_token(token)
    except BadRequest:
        return render(request, "team/invitation_expired.html")
    if isinstance(request.user, User) and not invitation.is_for(request.user):
        return render(request, "team/invitation_of_others.html", status=HTTPStatus.FORBIDDEN)
    if invitation.status == "accepted":
        return redirect(invitation.home)
    place = invitation.place
    if invitation.status == "cancelled" or not place.active:
        names = {"place": place, "inviter": invitation.inviter_name}
        return render(request, "team/invitation_cancelled.html", names)
    return _join(request, invitation, place)


def _join(request: HttpRequest, invitation: Opened, place: Service | Organisation) -> HttpResponse:
    """An account that nobody has confirmed is nobody's: its owner registers, and says what is in it."""
    person = User.from_email_address_or_none(invitation.email_address)
    if person is None or person.is_pending:
        invitation.keep_in(request)
        return redirect(invitation.register_page)
    if not person.is_active:
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "team/invitation.html", {"place": place, "inviter": invitation.inviter_name})
    actions.note_email_access(person)
    acceptance.accept(request, invitation, person)
    messages.success(request, f"You have joined {place.name}")
    return redirect(invitation.home)
