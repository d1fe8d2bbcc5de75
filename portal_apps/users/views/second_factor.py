"""What comes after a code or a key was right."""

from django.http import HttpRequest, HttpResponseRedirect

from portal_apps.users import actions
from portal_apps.users.half_sign_in import HalfSignIn, Step
from portal_apps.users.models import User
from portal_apps.users.next_page import redirect_signed_in, redirect_with_next


def go_on(request: HttpRequest, half: HalfSignIn) -> HttpResponseRedirect:
    """Signed in, or first to the inbox, for people who have not shown for long that they read it."""
    user = User.from_id(half.user_id)
    if user.must_prove_email_address:
        actions.send_for_step(request, user, Step.EMAIL_ADDRESS)
        half.move_to(Step.EMAIL_ADDRESS, request)
        return redirect_with_next(request, Step.EMAIL_ADDRESS)
    actions.finish_sign_in(request, user)
    return redirect_signed_in(request)
