"""Registering with an invitation, whose link has proven the address."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gateway.errors import BadRequest
from portal_apps.core.permissions import public
from portal_apps.team.acceptance import ToOrganisation, ToService
from portal_apps.team.opened import Opened
from portal_apps.users import invited, sessions, throttles
from portal_apps.users.forms import RegisterFromInvitationForm
from portal_apps.users.next_page import redirect_signed_in
from portal_apps.users.pages import page, too_many_tries

REGISTER_PAGE = "register_from_invite"


@public
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def register_from_invite(request: HttpRequest) -> HttpResponse:
    return _register(request, ToService)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def register_from_org_invite(request: HttpRequest) -> HttpResponse:
    return _register(request, ToOrganisation)


def _register(request: HttpRequest, kind: type[Opened]) -> HttpResponse:
    if sessions.is_signed_in(request):
        return redirect_signed_in(request)
    invitation = kind.of_session(request)
    if invitation is None:
        return page(request, "invitation_needed")
    if invitation.status == "accepted":
        return redirect(invitation.home)
    if invitation.status == "cancelled":
        names = {"place": invitation.place, "inviter": invitation.inviter_name}
        return render(request, "team/invitation_cancelled.html", names)
    _refuse_form_of_another(request, invitation)
    return _ask(request, invitation)


def _ask(request: HttpRequest, invitation: Opened) -> HttpResponse:
    form = RegisterFromInvitationForm(
        request.POST if request.method == "POST" else None,
        initial={"name": invited.name_from(invitation.email_address)},
        email_address=invitation.email_address,
        auth_type=invitation.auth_type,
    )
    context: dict[str, Any] = {"invitation": invitation, "place": invitation.place}
    if form.is_valid():
        if not throttles.REGISTRATIONS.admits(request, invitation.email_address):
            return too_many_tries(request, REGISTER_PAGE, form, **context)
        try:
            return redirect(invited.register(request, invitation, form.cleaned_data))
        except BadRequest as error:
            form.add_api_errors(error)
    return page(request, REGISTER_PAGE, form=form, **context)


def _refuse_form_of_another(request: HttpRequest, invitation: Opened) -> None:
    """Two invitations open in one browser: the form of the first must not register with the second."""
    shown = request.POST.get("email_address", invitation.email_address)
    place = request.POST.get(invitation.place_field, invitation.place_id)
    if (shown, place) != (invitation.email_address, invitation.place_id):
        raise SuspiciousOperation("the form belongs to another invitation")
