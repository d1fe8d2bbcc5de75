from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gateway import user_api_client
from portal_apps.core.changes import YesNo, change
from portal_apps.core.permissions import PortalRequest, requires, signed_in
from portal_apps.team.roles import SIGN_IN_METHODS
from portal_apps.users import own_account, security_keys, sessions
from portal_apps.users.forms import ChangeNameForm, ChangePasswordForm
from portal_apps.users.own_account import account_page, ask_password
from portal_apps.users.pages import page
from portal_apps.users.public_sector import is_public_sector


@requires(signed_in)
@require_safe
def your_account(request: PortalRequest) -> HttpResponse:
    user = request.visit.user
    facts = {
        "sign_in_method": SIGN_IN_METHODS[user.auth_type],
        "may_change_email": is_public_sector(user.email_address),
        "key_count": len(security_keys.keys_of(user.id)) if user.can_use_webauthn else 0,
    }
    return page(request, "your_account", user=user, **facts)


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def your_account_name(request: PortalRequest) -> HttpResponse:
    user = request.visit.user
    form = ChangeNameForm(request.POST if request.method == "POST" else None, initial={"new_name": user.name})
    return change(
        request,
        form,
        account_page("Change your name", done="Name changed", api_fields={"name": "new_name"}),
        lambda typed: user_api_client.update_user_attribute(user.id, name=typed["new_name"]),
    )


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("old_password", "new_password")
def your_account_password(request: PortalRequest) -> HttpResponse:
    form = ChangePasswordForm(
        request.POST if request.method == "POST" else None, email_address=request.visit.user.email_address
    )
    return ask_password(
        request,
        form,
        account_page("Change your password", done="Password changed"),
        lambda typed: own_account.change_password(request, typed["new_password"]),
    )


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def your_account_take_part_in_user_research(request: PortalRequest) -> HttpResponse:
    question = "May we ask you to take part in user research?"
    return _preference(request, "take_part_in_research", "Take part in user research", question)


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def your_account_get_emails_about_new_features(request: PortalRequest) -> HttpResponse:
    question = "May we email you about new features?"
    return _preference(request, "receives_new_features_email", "Get emails about new features", question)


def _preference(request: PortalRequest, attribute: str, title: str, question: str) -> HttpResponse:
    user = request.visit.user
    return change(
        request,
        YesNo(request.POST or None, initial={"enabled": user.facts[attribute]}, question=question),
        account_page(title, done="Your choice is saved"),
        lambda typed: user_api_client.update_user_attribute(user.id, **{attribute: typed["enabled"]}),
    )


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def your_account_disable_platform_admin_view(request: PortalRequest) -> HttpResponse:
    """Only in this session, and only for a while: the next sign-in shows everything again."""
    if not request.visit.user.platform_admin:
        raise PermissionDenied
    form = YesNo(
        request.POST or None,
        initial={"enabled": not request.visit.hides_powers},
        question="Do you want to see what platform admins see?",
    )
    admin_page = account_page("Use platform admin view", done="Your choice holds until you sign out")
    return change(
        request,
        form,
        admin_page,
        lambda typed: sessions.hide_powers(request, hide=not typed["enabled"]),
    )
