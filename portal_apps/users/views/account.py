from django.contrib import auth, messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gateway import user_api_client
from portal_apps.core.permissions import PortalRequest, requires, signed_in
from portal_apps.users import throttles
from portal_apps.users.forms import ChangeNameForm, ChangePasswordForm
from portal_apps.users.models import User
from portal_apps.users.pages import page, too_many_tries

PASSWORD_PAGE = "your_account_password"  # noqa: S105 - a template


@requires(signed_in)
@require_safe
def your_account(request: PortalRequest) -> HttpResponse:
    return page(request, "your_account", user=request.visit.user)


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def your_account_name(request: PortalRequest) -> HttpResponse:
    user = request.visit.user
    form = ChangeNameForm(request.POST if request.method == "POST" else None, initial={"new_name": user.name})
    if form.is_valid():
        user_api_client.update_user_attribute(user.id, name=form.cleaned_data["new_name"])
        messages.success(request, "Name changed")
        return redirect("users:your_account")
    return page(request, "your_account_name", form=form)


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("old_password", "new_password")
def your_account_password(request: PortalRequest) -> HttpResponse:
    user = request.visit.user
    form = ChangePasswordForm(
        request.POST if request.method == "POST" else None, email_address=user.email_address
    )
    if form.is_valid():
        typed = form.cleaned_data
        if not throttles.PASSWORDS.admits(request, user.email_address):
            return too_many_tries(request, PASSWORD_PAGE, form)
        if user_api_client.verify_password(user.id, typed["old_password"]):
            throttles.PASSWORDS.forgive(request, user.email_address)
            changed = User.from_json(user_api_client.update_password(user.id, typed["new_password"]))
            # The person stays signed in, whatever the API makes of other sessions.
            auth.update_session_auth_hash(request, changed)
            messages.success(request, "Password changed")
            return redirect("users:your_account")
        form.add_error("old_password", "Current password is incorrect")
    return page(request, PASSWORD_PAGE, form=form)
