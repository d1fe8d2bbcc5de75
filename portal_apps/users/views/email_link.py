from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from gateway import user_api_client
from portal_apps.core.forms import Form
from portal_apps.core.permissions import public
from portal_apps.users import actions, sessions, signed_links, throttles
from portal_apps.users.half_sign_in import HalfSignIn, Step, half_signed_in
from portal_apps.users.models import User
from portal_apps.users.next_page import redirect_signed_in
from portal_apps.users.pages import page, too_many_tries
from portal_apps.users.views.resend import send_again

HELP_PAGE = "email_not_received"
LANDING_PAGE = "email_auth"
EXPIRED_PAGE = "email_link_expired"


@public
@require_safe
@half_signed_in(Step.EMAIL_LINK)
def two_factor_email_sent(request: HttpRequest, _half: HalfSignIn) -> HttpResponse:
    return page(request, "two_factor_email_sent")


@public
@require_safe
@half_signed_in(Step.EMAIL_ADDRESS)
def revalidate_email(request: HttpRequest, _half: HalfSignIn) -> HttpResponse:
    return page(request, "revalidate_email")


@public
@require_safe
@half_signed_in(Step.EMAIL_LINK, Step.EMAIL_ADDRESS)
def email_not_received(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    return page(request, HELP_PAGE, back=half.step)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@half_signed_in(Step.EMAIL_LINK, Step.EMAIL_ADDRESS)
def send_new_email_token(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    said = "We have sent you a new link"
    return send_again(request, half, HELP_PAGE, said=said, then=half.step, back=half.step)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def email_auth(request: HttpRequest, token: str) -> HttpResponse:
    """Programs that look into e-mails follow links, so opening one does nothing: signing in is the POST."""
    if sessions.is_signed_in(request):
        return redirect_signed_in(request)
    try:
        link = signed_links.read(token, signed_links.EMAIL_AUTH)
    except signed_links.ExpiredLink:
        return page(request, EXPIRED_PAGE)
    except signed_links.BadLink as error:
        raise Http404 from error
    if request.method != "POST":
        return page(request, LANDING_PAGE)
    if not throttles.CODES.admits(request, link["user_id"]):
        return too_many_tries(request, LANDING_PAGE, Form(request.POST))
    is_right, _ = user_api_client.check_verify_code(link["user_id"], link["secret_code"], "email")
    if not is_right:
        return page(request, EXPIRED_PAGE)
    throttles.CODES.forgive(request, link["user_id"])
    actions.finish_sign_in(request, User.from_id(link["user_id"]))
    return redirect_signed_in(request)
