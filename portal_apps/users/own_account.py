"""What every page of one's own account has in common: it changes one thing of the person who is signed in.

    page = account_page("Change your name", done="Name changed")
    return change(request, form, page, lambda typed: ...)

What protects the account is changed with the password once more: `ask_password`.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import auth, messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from gateway import user_api_client
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.permissions import PortalRequest
from portal_apps.users import actions, throttles
from portal_apps.users.forms import FormWithPassword
from portal_apps.users.models import User
from portal_apps.users.pages import slowed_down

Typed = dict[str, Any]


def account_page(title: str, **page: Any) -> ChangePage:
    """A page that leads back to one's account. `page` takes what else a ChangePage has."""
    return ChangePage(title, **{"back": reverse("users:your_account"), **page})


def ask_password(
    request: PortalRequest,
    form: FormWithPassword,
    page: ChangePage,
    go_on: Callable[[Typed], object],
    *,
    sends: bool = False,
) -> HttpResponse:
    """As `change`, for a form that has the person's password in it: `go_on` is called when it is right.

    `sends` says that `go_on` makes the API send something, which may be asked for only so often.
    """
    user = request.visit.user

    def check(typed: Typed) -> object:
        if not user_api_client.verify_password(user.id, typed[form.proof_field]):
            form.add_error(form.proof_field, form.wrong_proof)
            return None
        throttles.PASSWORDS.forgive(request, user.email_address)
        return go_on(typed)

    limits = [(throttles.PASSWORDS, user.email_address), *([(throttles.SENDING, user.id)] if sends else [])]
    if form.is_valid() and not all(throttle.admits(request, account) for throttle, account in limits):
        return slowed_down(form, lambda: change(request, form, page, check))
    return change(request, form, page, check)


def finished(request: PortalRequest, said: str) -> HttpResponse:
    """Back to the account, from a page whose own way back is the page before it."""
    messages.success(request, said)
    return redirect("users:your_account")


def stay_signed_in(request: PortalRequest, changed: User) -> None:
    """After a proof that made the API begin a new session: this one goes on, and all others are over."""
    auth.update_session_auth_hash(request, changed)


def change_password(request: PortalRequest, password: str) -> None:
    stay_signed_in(request, actions.set_password(request, request.visit.user, password))
