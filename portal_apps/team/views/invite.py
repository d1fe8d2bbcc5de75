"""Invitations one by one: sending, sending again, cancelling."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gateway import invite_api_client
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.permissions import PortalRequest, Visit, manage_service, requires
from portal_apps.team import inviting
from portal_apps.team.addresses import team_url
from portal_apps.team.folders import FolderAccess
from portal_apps.team.forms.invite import InviteUser
from portal_apps.team.forms.permissions import PermissionFields
from portal_apps.team.inviting import Offer
from portal_apps.team.models import Invitation, Team, team_and_folders
from portal_apps.team.rules import belongs_to_organisation_of
from portal_apps.users.models import User


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_user(request: PortalRequest) -> HttpResponse:
    visit, access = request.visit, FolderAccess.of(request.visit.service.id)
    own_address = "" if visit.is_platform_admin else visit.user.email_address
    form = InviteUser.for_newcomer(request, access, own_address=own_address)
    page = _page(visit, "Invite a team member")
    return change(request, form, page, lambda typed: _invite(request, form, typed["email_address"]))


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_known_user(request: PortalRequest, user_id: str) -> HttpResponse:
    """Somebody of the same organisation, whom a link in an e-mail names by their id."""
    visit, person = request.visit, User.from_id(user_id)
    if not belongs_to_organisation_of(visit.service, person):
        raise PermissionDenied
    team, access = team_and_folders(visit.service.id)
    if reason := inviting.why_not(team, person.email_address):
        page = {"person": person, "reason": reason, "back": team_url(visit.service.id)}
        return render(request, "team/cannot_invite.html", page)
    form = PermissionFields.for_newcomer(request, access)
    change_page = _page(visit, f"Invite {person.name}", person=person)
    return change(request, form, change_page, lambda _typed: _invite(request, form, person.email_address))


def _page(visit: Visit, title: str, person: User | None = None) -> ChangePage:
    return ChangePage(
        title,
        back=team_url(visit.service.id),
        button="Send invitation",
        template="team/invite.html",
        context={"person": person},
    )


def _invite(request: PortalRequest, form: PermissionFields, email_address: str) -> None:
    team = Team.of(request.visit.service.id)
    if reason := inviting.why_not(team, email_address):
        form.add_error("email_address" if "email_address" in form.fields else None, reason)
        return
    expired = team.invitations_to(email_address)
    inviting.send(request, email_address, Offer.from_typed(form.cleaned_data), replacing=expired)
    messages.success(request, f"Invitation sent to {email_address}")


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_invited_user(request: PortalRequest, invited_user_id: str) -> HttpResponse:
    def cancel(invitation: Invitation) -> None:
        invite_api_client.cancel_invited_user(request.visit.service.id, invitation.id)
        messages.success(request, f"Invitation cancelled for {invitation.email_address}")

    return _ask_about(request, invited_user_id, "team/cancel_invitation.html", cancel)


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def resend_invitation(request: PortalRequest, invited_user_id: str) -> HttpResponse:
    def send_again(invitation: Invitation) -> None:
        inviting.send_again(request, invitation, FolderAccess.of(request.visit.service.id))
        messages.success(request, f"Invitation sent again to {invitation.email_address}")

    return _ask_about(request, invited_user_id, "team/resend_invitation.html", send_again)


def _ask_about(
    request: PortalRequest, invited_user_id: str, template: str, act: Callable[[Invitation], None]
) -> HttpResponse:
    """A GET asks, a POST acts; an invitation that was answered or cancelled is left alone."""
    service = request.visit.service
    invitation = Invitation.from_id(service.id, invited_user_id)
    if not invitation.is_pending:
        messages.warning(
            request, f"The invitation for {invitation.email_address} was {invitation.status} already"
        )
        return redirect(team_url(service.id))
    if request.method == "POST":
        act(invitation)
        return redirect(team_url(service.id))
    return render(request, template, {"invitation": invitation, "back": team_url(service.id)})
