"""People who register because somebody invited them: the link has proven their address."""

import logging
import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from gateway import user_api_client
from gateway.errors import APIError, CacheUnavailable
from portal_apps.team import acceptance, opened
from portal_apps.team.acceptance import KINDS
from portal_apps.team.opened import Opened
from portal_apps.users import actions
from portal_apps.users.models import User
from portal_apps.users.next_page import redirect_signed_in

NOT_JOINED = (
    "Your account is ready, but you could not be added to the team. Open the link in the invitation again"
)
SEPARATORS = re.compile(r"[._-]+")

logger = logging.getLogger(__name__)


def register(request: HttpRequest, invitation: Opened, typed: dict[str, Any]) -> str:
    """The address of the next page. To be called while the invitation is open."""
    account = _account(invitation, typed)
    if account is None:
        return reverse("users:sign_in")
    if invitation.auth_type == "email_auth":
        # For people who sign in by link, the one in the invitation was the first.
        actions.sign_in_by_link(request, account)
        return joined(request, account).url
    return reverse(actions.begin_confirmation(request, account))


def _account(invitation: Opened, typed: dict[str, Any]) -> User | None:
    """A new account, or one that nobody has confirmed, made theirs; None where somebody has one by now."""
    number = typed.get("mobile_number") or None
    try:
        return actions.new_account(
            typed["name"], invitation.email_address, number, typed["password"], invitation.auth_type
        )
    except actions.AddressTakenError as taken:
        known = taken.user
    if not known.is_pending:
        return None
    number = number or known.mobile_number
    user_api_client.update_user_attribute(
        known.id, name=typed["name"], mobile_number=number, auth_type=invitation.auth_type
    )
    return User.from_json(user_api_client.update_password(known.id, typed["password"]))


def joined(request: HttpRequest, user: User) -> HttpResponseRedirect:
    """On from the last page of a registration: into the team of the invitation that began it, or to a first service."""
    found = (kind.of_session(request) for kind in KINDS)
    invitation = next(filter(None, found), None)
    opened.forget(request)
    if invitation and invitation.status == "pending" and invitation.is_for(user):
        try:
            acceptance.accept(request, invitation, user)
        except (APIError, CacheUnavailable):
            logger.exception("registered, but not yet in the team")
            messages.error(request, NOT_JOINED)
        else:
            return HttpResponseRedirect(invitation.home)
    return redirect_signed_in(request, otherwise=reverse("services:add_service") + "?first=first")


def name_from(email_address: str) -> str:
    """Ada Okafor, from ada.okafor@example.gov.uk; nothing where the address does not look like a name."""
    parts = SEPARATORS.split(email_address.partition("@")[0])
    looks_like_a_name = len(parts) > 1 and all(len(part) > 1 and part.isalpha() for part in parts)
    return " ".join(part.title() for part in parts) if looks_like_a_name else ""
