"""Sending a code or a link once more: the page that offers it, and the POST that does it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from portal_apps.core.forms import Form
from portal_apps.users import actions, throttles
from portal_apps.users.half_sign_in import HalfSignIn
from portal_apps.users.models import User
from portal_apps.users.next_page import redirect_with_next
from portal_apps.users.pages import page, too_many_tries


def send_again(
    request: HttpRequest, half: HalfSignIn, help_page: str, *, said: str, then: str, **context: Any
) -> HttpResponse:
    """What the step of this half-finished sign-in needs, at most as often as the throttle admits."""
    if request.method != "POST":
        return page(request, help_page, **context)
    if not throttles.SENDING.admits(request, half.user_id):
        return too_many_tries(request, help_page, Form(request.POST), **context)
    actions.send_for_step(request, User.from_id(half.user_id), half.step)
    messages.success(request, said)
    return redirect_with_next(request, then)
