from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gateway import user_api_client
from gateway.errors import BadRequest, NotFound
from gateway.times import parse_time
from portal_apps.core.permissions import public
from portal_apps.users import actions, signed_links, throttles
from portal_apps.users.forms import ForgotPasswordForm, NewPasswordForm
from portal_apps.users.models import User
from portal_apps.users.next_page import next_page, redirect_signed_in, redirect_with_next
from portal_apps.users.pages import page, too_many_tries

ASK_PAGE = "forgot_password"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def forgot_password(request: HttpRequest) -> HttpResponse:
    """The answer is the same whether or not anybody has the address."""
    form = ForgotPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email_address = form.cleaned_data["email_address"]
        if not throttles.RESETS.admits(request, email_address):
            return too_many_tries(request, ASK_PAGE, form)
        try:
            with suppress(NotFound):
                user_api_client.send_reset_password_url(email_address, next_page(request) or None)
            return page(request, "new_password_sent")
        except BadRequest as error:
            form.add_api_errors(error, {"email": "email_address"})
    return page(request, ASK_PAGE, form=form)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("new_password")
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    user = _user_of_link(token)
    if user is None:
        return page(request, "new_password_link_expired")
    form = NewPasswordForm(
        request.POST if request.method == "POST" else None, email_address=user.email_address
    )
    if not form.is_valid():
        return page(request, "new_password", form=form)
    actions.accept_new_password_link(user)
    if user.auth_type == "email_auth":
        actions.replace_password_by_email(request, user, form.cleaned_data["new_password"])
        return redirect_signed_in(request)
    step = actions.begin_with_new_password(request, user, form.cleaned_data["new_password"])
    return redirect_with_next(request, step)


def _user_of_link(token: str) -> User | None:
    """Whose password the link is for; None when it is too old or has been used. A link nobody signed is a 404."""
    try:
        link = signed_links.read(token, signed_links.NEW_PASSWORD)
    except signed_links.ExpiredLink:
        return None
    except signed_links.BadLink as error:
        raise Http404 from error
    user = User.from_email_address_or_none(link["email"])
    if user is None or parse_time(user.facts["password_changed_at"]) > parse_time(link["created_at"]):
        return None
    return user
