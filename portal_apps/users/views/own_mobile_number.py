"""One's own mobile number: typed, the password once more, and a code that is sent to the new number."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gateway import user_api_client
from gateway.errors import BadRequest, CacheUnavailable, ServerError, Unavailable
from portal_apps.core import contact_changes
from portal_apps.core.changes import ChangePage, change
from portal_apps.core.contact_changes import MOBILE_NUMBER, ContactChange, MobileNumberForm
from portal_apps.core.permissions import PortalRequest, requires, signed_in
from portal_apps.users import own_account, throttles
from portal_apps.users.forms import ConfirmPasswordForm, TextCodeForm
from portal_apps.users.models import User
from portal_apps.users.own_account import Typed, account_page, ask_password
from portal_apps.users.pages import page, slowed_down
from portal_apps.users.views.text_code import fault_of_code

FIRST = "users:your_account_mobile_number"
SECOND = "users:your_account_mobile_number_authenticate"
THIRD = "users:your_account_mobile_number_confirm"
TITLE = "Change your mobile number"
CODE_SENT_TO = "code_sent_to"
NOT_SENT = "We cannot send a text message to this number. Go back and check it"
MAY_NOT_BE_SAVED = "Something went wrong while we saved your mobile number. Check it here, and change it again if it is the old one"

logger = logging.getLogger(__name__)


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def your_account_mobile_number(request: PortalRequest) -> HttpResponse:
    user = request.visit.user
    form = MobileNumberForm(
        request.POST if request.method == "POST" else None, initial={MOBILE_NUMBER: user.mobile_number}
    )
    first = account_page(
        TITLE,
        button="Continue",
        template="users/your_account_mobile_number.html",
        context={"may_delete": _may_delete(user)},
    )
    return _new(request).ask(request, form, first, then=reverse(SECOND))


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def your_account_mobile_number_delete(request: PortalRequest) -> HttpResponse:
    """For people who sign in by an e-mailed link; everybody else needs the number for that."""
    user = request.visit.user
    if not _may_delete(user):
        raise PermissionDenied
    if request.method != "POST":
        return page(request, "your_account_mobile_number_delete", number=user.mobile_number)
    user_api_client.update_user_attribute(user.id, mobile_number=None)
    contact_changes.record(request, MOBILE_NUMBER, user.id, user.mobile_number, None)
    return own_account.finished(request, "Mobile number deleted")


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def your_account_mobile_number_authenticate(request: PortalRequest) -> HttpResponse:
    new = _new(request)
    if not new.value:
        return redirect(FIRST)
    form = ConfirmPasswordForm(request.POST if request.method == "POST" else None)
    second = account_page(TITLE, back=reverse(FIRST), button="Continue")
    return ask_password(request, form, second, lambda _typed: _send_code(new), sends=True)


def _send_code(new: ContactChange) -> HttpResponse:
    try:
        user_api_client.send_verify_code(new.person_id, "sms", new.value)
    except BadRequest as error:
        # The API knows more about numbers than the form of the first page.
        raise BadRequest(message=NOT_SENT) from error
    new.journey.keep(**{CODE_SENT_TO: new.value})
    return redirect(THIRD)


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("sms_code")
def your_account_mobile_number_confirm(request: PortalRequest) -> HttpResponse:
    new = _new(request)
    # Another number may have been typed since: the code proves only the one that it went to.
    if not new.value or new.journey.answers.get(CODE_SENT_TO) != new.value:
        return redirect(SECOND)
    form = TextCodeForm(request.POST if request.method == "POST" else None)
    third = _code_page(new.value)

    def save(typed: Typed) -> HttpResponse | None:
        fault = fault_of_code(new.person_id, typed["sms_code"])
        if fault:
            form.add_error("sms_code", fault)
        return None if fault else _save(request, new)

    if form.is_valid() and not throttles.CODES.admits(request, new.person_id):
        return slowed_down(form, lambda: change(request, form, third, save))
    return change(request, form, third, save)


def _code_page(number: str) -> ChangePage:
    return account_page(
        "Check your phone",
        back=reverse(FIRST),
        button="Continue",
        template="users/your_account_mobile_number_confirm.html",
        context={"number": number, "again": reverse(SECOND)},
    )


def _save(request: PortalRequest, new: ContactChange) -> HttpResponse:
    """To be called once the code was right, which has made the API begin a new session."""
    throttles.CODES.forgive(request, new.person_id)
    original, number = request.visit.user.mobile_number, new.value
    own_account.stay_signed_in(request, User.from_id(new.person_id))
    try:
        new.save()
    except (ServerError, Unavailable, CacheUnavailable):
        # The page of an error keeps no session, and the one from before the code is over.
        logger.exception("the code was right, but the new mobile number may not be saved")
        messages.error(request, MAY_NOT_BE_SAVED)
        return redirect("users:your_account")
    contact_changes.record(request, MOBILE_NUMBER, new.person_id, original, number)
    return own_account.finished(request, "Mobile number changed")


def _may_delete(user: User) -> bool:
    return user.auth_type == "email_auth" and bool(user.mobile_number)


def _new(request: PortalRequest) -> ContactChange:
    return ContactChange.of(request, MOBILE_NUMBER, request.visit.user.id)
