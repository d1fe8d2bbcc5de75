from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal_apps.core.permissions import public
from portal_apps.users import actions, drafts, sessions, throttles
from portal_apps.users.forms import SignInForm
from portal_apps.users.next_page import next_page, redirect_signed_in, redirect_with_next
from portal_apps.users.pages import page, too_many_tries

WRONG = "The email address or password you entered is incorrect"
PAGE = "sign_in"


@public
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    if sessions.is_signed_in(request):
        return redirect_signed_in(request)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        if not throttles.PASSWORDS.admits(request, typed["email_address"]):
            return too_many_tries(request, PAGE, form)
        user = actions.user_with_password(typed["email_address"], typed["password"])
        if user:
            throttles.PASSWORDS.forgive(request, typed["email_address"])
            return redirect_with_next(request, actions.begin_sign_in(request, user))
        form.add_error(None, WRONG)
    ended = sessions.why_ended(request) if next_page(request) else ""
    return page(request, PAGE, form=form, ended=ended, keeps_draft=bool(ended) and drafts.is_kept(request))
