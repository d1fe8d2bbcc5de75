from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gateway.errors import BadRequest
from portal_apps.core.forms import Form
from portal_apps.core.permissions import public
from portal_apps.users import actions, invited, sessions, signed_links, throttles
from portal_apps.users.forms import RegisterForm
from portal_apps.users.half_sign_in import HalfSignIn, Step, half_signed_in
from portal_apps.users.models import User
from portal_apps.users.next_page import redirect_signed_in, redirect_with_next
from portal_apps.users.pages import page, too_many_tries
from portal_apps.users.views.resend import send_again

REGISTER_PAGE = "register"
LANDING_PAGE = "verify_email"
EXPIRED_PAGE = "verify_email_link_expired"
RESEND_PAGE = "resend_email_verification"


@public
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def register(request: HttpRequest) -> HttpResponse:
    """The answer is the same whether or not somebody has the address, and so is the cookie."""
    if sessions.is_signed_in(request):
        return redirect_signed_in(request)
    form = RegisterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not throttles.REGISTRATIONS.admits(request, form.cleaned_data["email_address"]):
            return too_many_tries(request, REGISTER_PAGE, form)
        try:
            actions.register(**form.cleaned_data)
            return redirect_with_next(request, "users:registration_continue")
        except BadRequest as error:
            form.add_api_errors(error, {"email": "email_address"})
    return page(request, REGISTER_PAGE, form=form)


@public
@require_safe
def registration_continue(request: HttpRequest) -> HttpResponse:
    return page(request, "registration_continue")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify_email(request: HttpRequest, token: str) -> HttpResponse:
    """Programs that look into e-mails follow links, so opening one does nothing: the code is sent by the POST."""
    if sessions.is_signed_in(request):
        return redirect_signed_in(request)
    link = _facts_of_link(token)
    if link is None:
        return page(request, EXPIRED_PAGE)
    if request.method != "POST":
        return page(request, LANDING_PAGE)
    if not throttles.SENDING.admits(request, link["user_id"]):
        return too_many_tries(request, LANDING_PAGE, Form(request.POST))
    return _confirm_address(request, User.from_id(link["user_id"]), link["email"])


def _confirm_address(request: HttpRequest, user: User, email_address: str) -> HttpResponse:
    # The link that confirms a new address of an active account has the same facts in it.
    if not user.is_pending or user.email_address != email_address:
        return page(request, EXPIRED_PAGE)
    if user.auth_type == "email_auth":
        actions.sign_in_by_link(request, user)
        return invited.joined(request, user)
    return redirect_with_next(request, actions.begin_confirmation(request, user))


def _facts_of_link(token: str) -> Mapping[str, str] | None:
    """What the link says; None when it is too old. A link nobody signed is a 404."""
    try:
        return signed_links.read(token, signed_links.VERIFY_EMAIL)
    except signed_links.ExpiredLink:
        return None
    except signed_links.BadLink as error:
        raise Http404 from error


@public
@require_http_methods(["GET", "HEAD", "POST"])
@half_signed_in(Step.REGISTRATION)
def resend_email_verification(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    said, then = "We have sent the link again", "users:resend_email_verification"
    return send_again(request, half, RESEND_PAGE, said=said, then=then)
