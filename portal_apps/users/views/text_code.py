from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gateway import user_api_client
from gateway.errors import BadRequest
from portal_apps.core.contact_changes import MobileNumberForm
from portal_apps.core.permissions import public
from portal_apps.users import actions, invited, throttles
from portal_apps.users.forms import TextCodeForm
from portal_apps.users.half_sign_in import HalfSignIn, Step, half_signed_in
from portal_apps.users.models import User
from portal_apps.users.next_page import redirect_with_next
from portal_apps.users.pages import page, too_many_tries
from portal_apps.users.views import second_factor
from portal_apps.users.views.resend import send_again

CODE_PAGE = "two_factor_sms"
HELP_PAGE = "text_not_received"
NUMBER_PAGE = "text_not_received_new_account"
SENT = "We have sent you a new code"
GoOn = Callable[[HttpRequest, HalfSignIn], HttpResponse]
NOT_FOUND = "Code not found. Enter the code from the latest text message"
WORDS_FOR_REASON = {"Code has expired": "Code has expired. Ask for a new code"}


@public
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("sms_code")
@half_signed_in(Step.TEXT_CODE)
def two_factor_sms(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    return _ask_for_code(request, half, second_factor.go_on)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("sms_code")
@half_signed_in(Step.NEW_ACCOUNT_CODE)
def verify(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    return _ask_for_code(request, half, _confirm_account)


def _ask_for_code(request: HttpRequest, half: HalfSignIn, go_on: GoOn) -> HttpResponse:
    form = TextCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not throttles.CODES.admits(request, half.user_id):
            return too_many_tries(request, CODE_PAGE, form)
        fault = fault_of_code(half.user_id, form.cleaned_data["sms_code"])
        if not fault:
            throttles.CODES.forgive(request, half.user_id)
            return go_on(request, half)
        form.add_error("sms_code", fault)
    return page(request, CODE_PAGE, form=form)


def fault_of_code(user_id: str, code: str) -> str:
    """Why the API does not take the code, in words for whoever typed it; nothing when it was right, and is used up."""
    is_right, reason = user_api_client.check_verify_code(user_id, code, "sms")
    return "" if is_right else WORDS_FOR_REASON.get(reason, NOT_FOUND)


def _confirm_account(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    user = User.from_id(half.user_id)
    actions.finish_sign_in(request, user)
    return invited.joined(request, user)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@half_signed_in(Step.TEXT_CODE, Step.NEW_ACCOUNT_CODE)
def text_not_received(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    if half.step is Step.NEW_ACCOUNT_CODE:
        return _correct_number(request, half)
    return page(request, HELP_PAGE)


def _correct_number(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    """Only until the account is confirmed: from then on a number is changed with the old one in hand."""
    user = User.from_id(half.user_id)
    if not user.is_pending:
        return redirect_with_next(request, "users:sign_in")
    initial = {"mobile_number": user.mobile_number}
    form = MobileNumberForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        if not throttles.SENDING.admits(request, user.id):
            return too_many_tries(request, NUMBER_PAGE, form)
        try:
            actions.send_code_to_corrected_number(user, form.cleaned_data["mobile_number"])
        except BadRequest as error:
            form.add_api_errors(error)
        else:
            messages.success(request, SENT)
            return redirect_with_next(request, half.step)
    return page(request, NUMBER_PAGE, form=form)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@half_signed_in(Step.TEXT_CODE)
def send_new_code(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    return send_again(request, half, HELP_PAGE, said=SENT, then=half.step)
