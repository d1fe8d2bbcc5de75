"""The e-mail address and the mobile number of a member: typed, confirmed, and told to their owner by the API."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal_apps.core.changes import ChangePage, change
from portal_apps.core.contact_changes import (
    EMAIL_ADDRESS,
    MOBILE_NUMBER,
    ContactChange,
    EmailAddressForm,
    MobileNumberForm,
    redacted,
)
from portal_apps.core.forms import Form
from portal_apps.core.permissions import PortalRequest, manage_service, requires
from portal_apps.team import actions
from portal_apps.team.addresses import member_url, team_url
from portal_apps.team.models import member_of
from portal_apps.team.rules import may_change_contact
from portal_apps.users.models import User
from portal_apps.users.public_sector import is_public_sector


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_user_email(request: PortalRequest, user_id: str) -> HttpResponse:
    """People who came with a public sector address keep one; others, who were invited with another, may have any."""
    person = _other_member(request, user_id)
    form = EmailAddressForm(
        request.POST if request.method == "POST" else None,
        initial={"email_address": person.email_address},
        person_id=person.id,
        admits=is_public_sector if is_public_sector(person.email_address) else None,
    )
    _leave_to_the_manager(form, EMAIL_ADDRESS)
    page = ChangePage(
        "Change the email address of a team member", back=_back(request, person), button="Continue"
    )
    return _new(request, EMAIL_ADDRESS, person).ask(
        request, form, page, then=_url(request, "confirm_edit_user_email", person)
    )


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_edit_user_email(request: PortalRequest, user_id: str) -> HttpResponse:
    person = _other_member(request, user_id)
    return _confirm(request, EMAIL_ADDRESS, person, "email address", first="edit_user_email")


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_user_mobile_number(request: PortalRequest, user_id: str) -> HttpResponse:
    """The number that is there is nobody's business: some digits of it are shown."""
    person = _other_member(request, user_id)
    form = MobileNumberForm(request.POST if request.method == "POST" else None)
    if person.mobile_number:
        form.fields["mobile_number"].help_text = f"The number is {redacted(person.mobile_number)} now"
    _leave_to_the_manager(form, MOBILE_NUMBER)
    page = ChangePage(
        "Change the mobile number of a team member", back=_back(request, person), button="Continue"
    )
    return _new(request, MOBILE_NUMBER, person).ask(
        request, form, page, then=_url(request, "confirm_edit_user_mobile_number", person)
    )


@requires(manage_service)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_edit_user_mobile_number(request: PortalRequest, user_id: str) -> HttpResponse:
    person = _other_member(request, user_id)
    return _confirm(request, MOBILE_NUMBER, person, "mobile number", first="edit_user_mobile_number")


def _leave_to_the_manager(form: Form, attribute: str) -> None:
    """Browsers know the address and number of whoever uses them, and these are somebody else's."""
    form.fields[attribute].widget.attrs["autocomplete"] = "off"


def _confirm(request: PortalRequest, attribute: str, person: User, words: str, first: str) -> HttpResponse:
    """Shows both values and asks once more; back to the first page when nothing was typed in the last hour."""
    new = _new(request, attribute, person)
    if not new.value:
        return redirect(_url(request, first, person))
    now: str = person.facts[attribute] or ""
    page = ChangePage(
        f"Confirm new {words}",
        back=team_url(request.visit.service.id),
        done=f"The {words} of {person.name} has changed",
        button="Confirm",
        template="team/confirm_contact.html",
        context={
            "person": person,
            "words": words,
            "now": redacted(now) if attribute == MOBILE_NUMBER else now,
            "new": new.value,
            "first": _url(request, first, person),
        },
    )
    form = Form(request.POST if request.method == "POST" else None)
    return change(request, form, page, lambda _typed: actions.change_contact(request, person, new))


def _other_member(request: PortalRequest, user_id: str) -> User:
    """Raises NotFound for people outside of the team, PermissionDenied for those whose own business it is."""
    person = member_of(request.visit.service.id, user_id)
    if not may_change_contact(request.visit, person):
        raise PermissionDenied
    return person


def _new(request: PortalRequest, attribute: str, person: User) -> ContactChange:
    return ContactChange.of(request, attribute, person.id)


def _back(request: PortalRequest, person: User) -> str:
    return member_url(request.visit.service.id, person.id)


def _url(request: PortalRequest, name: str, person: User) -> str:
    identifiers: dict[str, Any] = {"service_id": request.visit.service.id, "user_id": person.id}
    return reverse(f"team:{name}", kwargs=identifiers)
