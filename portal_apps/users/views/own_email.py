"""One's own e-mail address: typed, the password once more, and a link that is sent to the new address."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gateway import user_api_client
from portal_apps.core import contact_changes
from portal_apps.core.changes import change
from portal_apps.core.contact_changes import EMAIL_ADDRESS, ContactChange, EmailAddressForm
from portal_apps.core.forms import Form
from portal_apps.core.permissions import PortalRequest, requires, signed_in
from portal_apps.users import own_account, signed_links
from portal_apps.users.forms import ConfirmPasswordForm
from portal_apps.users.own_account import account_page, ask_password
from portal_apps.users.pages import page
from portal_apps.users.public_sector import is_public_sector

FIRST = "users:your_account_email"
TITLE = "Change your email address"
CHANGED = "Email address changed"


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def your_account_email(request: PortalRequest) -> HttpResponse:
    """Others than people of the public sector were invited with the address they have, and keep it."""
    user = request.visit.user
    if not is_public_sector(user.email_address):
        raise PermissionDenied
    form = EmailAddressForm(
        request.POST if request.method == "POST" else None,
        initial={"email_address": user.email_address},
        person_id=user.id,
        admits=is_public_sector,
    )
    first = account_page(TITLE, button="Continue")
    return _new(request).ask(request, form, first, then=reverse("users:your_account_email_authenticate"))


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def your_account_email_authenticate(request: PortalRequest) -> HttpResponse:
    new = _new(request)
    if not new.value:
        return redirect(FIRST)
    form = ConfirmPasswordForm(request.POST if request.method == "POST" else None)
    second = account_page(TITLE, back=reverse(FIRST), button="Continue")
    return ask_password(request, form, second, lambda _typed: _send_link(request, new), sends=True)


def _send_link(request: PortalRequest, new: ContactChange) -> HttpResponse:
    address = new.value
    user_api_client.send_change_email_verification(new.person_id, address)
    new.journey.end()
    return page(request, "your_account_email_sent", new_address=address)


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def your_account_email_confirm(request: PortalRequest, token: str) -> HttpResponse:
    """Programs that look into e-mails follow links, so opening one does nothing: the POST changes the address."""
    user = request.visit.user
    try:
        link = signed_links.read(token, signed_links.VERIFY_EMAIL)
    except signed_links.ExpiredLink:
        return page(request, "your_account_email_link_expired")
    except signed_links.BadLink as error:
        raise Http404 from error
    if link["user_id"] != user.id:
        return page(request, "your_account_email_link_of_others")
    if link["email"] == user.email_address:
        return own_account.finished(request, CHANGED)
    last = account_page(
        TITLE,
        done=CHANGED,
        button="Confirm",
        template="users/your_account_email_confirm.html",
        context={"now": user.email_address, "new": link["email"]},
    )
    form = Form(request.POST if request.method == "POST" else None)
    return change(request, form, last, lambda _typed: _save(request, link["email"]))


def _save(request: PortalRequest, address: str) -> None:
    user = request.visit.user
    contact_changes.save(EMAIL_ADDRESS, user.id, address)
    contact_changes.record(request, EMAIL_ADDRESS, user.id, user.email_address, address)


def _new(request: PortalRequest) -> ContactChange:
    return ContactChange.of(request, EMAIL_ADDRESS, request.visit.user.id)
