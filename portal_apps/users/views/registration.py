from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from portal_apps.core.forms import Form
from portal_apps.core.permissions import public
from portal_apps.users import actions, throttles
from portal_apps.users.half_sign_in import HalfSignIn, Step, half_signed_in
from portal_apps.users.models import User
from portal_apps.users.next_page import redirect_with_next
from portal_apps.users.pages import page, too_many_tries

PAGE = "resend_email_verification"


@public
@require_http_methods(["GET", "HEAD", "POST"])
@half_signed_in(Step.REGISTRATION)
def resend_email_verification(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    if request.method != "POST":
        return page(request, PAGE)
    if not throttles.SENDING.admits(request, half.user_id):
        return too_many_tries(request, PAGE, Form(request.POST))
    actions.send_for_step(request, User.from_id(half.user_id), half.step)
    messages.success(request, "We have sent the link again")
    return redirect_with_next(request, "users:resend_email_verification")
