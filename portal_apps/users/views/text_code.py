from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gateway import user_api_client
from portal_apps.core.forms import Form
from portal_apps.core.permissions import public
from portal_apps.users import actions, throttles
from portal_apps.users.forms import TextCodeForm
from portal_apps.users.half_sign_in import HalfSignIn, Step, half_signed_in
from portal_apps.users.models import User
from portal_apps.users.next_page import redirect_signed_in, redirect_with_next
from portal_apps.users.pages import page, too_many_tries

CODE_PAGE = "two_factor_sms"
HELP_PAGE = "text_not_received"
NOT_FOUND = "Code not found. Enter the code from the latest text message"
WORDS_FOR_REASON = {"Code has expired": "Code has expired. Ask for a new code"}


@public
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("sms_code")
@half_signed_in(Step.TEXT_CODE)
def two_factor_sms(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    form = TextCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not throttles.CODES.admits(request, half.user_id):
            return too_many_tries(request, CODE_PAGE, form)
        is_right, reason = user_api_client.check_verify_code(
            half.user_id, form.cleaned_data["sms_code"], "sms"
        )
        if is_right:
            return _after_right_code(request, half)
        form.add_error("sms_code", WORDS_FOR_REASON.get(reason, NOT_FOUND))
    return page(request, CODE_PAGE, form=form)


def _after_right_code(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    throttles.CODES.forgive(half.user_id)
    user = User.from_id(half.user_id)
    if user.must_prove_email_address:
        actions.send_for_step(request, user, Step.EMAIL_ADDRESS)
        half.move_to(Step.EMAIL_ADDRESS, request)
        return redirect_with_next(request, Step.EMAIL_ADDRESS)
    actions.finish_sign_in(request, user)
    return redirect_signed_in(request)


@public
@require_safe
@half_signed_in(Step.TEXT_CODE)
def text_not_received(request: HttpRequest, _half: HalfSignIn) -> HttpResponse:
    return page(request, HELP_PAGE)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@half_signed_in(Step.TEXT_CODE)
def send_new_code(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    if request.method != "POST":
        return page(request, HELP_PAGE)
    if not throttles.SENDING.admits(request, half.user_id):
        return too_many_tries(request, HELP_PAGE, Form(request.POST))
    actions.send_for_step(request, User.from_id(half.user_id), half.step)
    messages.success(request, "We have sent you a new code")
    return redirect_with_next(request, "users:two_factor_sms")
