"""Signing in with a security key, after the password."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from gateway import user_api_client
from portal_apps.core.permissions import public
from portal_apps.users import security_keys, throttles, webauthn
from portal_apps.users.half_sign_in import HalfSignIn, Step, half_signed_in
from portal_apps.users.pages import page
from portal_apps.users.views import second_factor

NOT_RECOGNISED = "That did not work. Check that you use a key you have registered, then try again"
TOO_MANY = "You have tried too many times. Wait a few minutes, then sign in again"
LOCKED = "You have tried too many times. Ask a platform admin to change the way you sign in"


@public
@require_safe
@half_signed_in(Step.SECURITY_KEY)
def two_factor_webauthn(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    return page(request, "two_factor_webauthn", password_waits=bool(half.sealed_password))


@public
@require_http_methods(["GET", "HEAD", "POST"])
@half_signed_in(Step.SECURITY_KEY)
def webauthn_authenticate(request: HttpRequest, half: HalfSignIn) -> HttpResponse:
    """For the script of the page: a GET brings the challenge, a POST what the key made of it."""
    keys = {key.credential_data: key.id for key in security_keys.keys_of(half.user_id)}
    if request.method != "POST":
        return webauthn.begin_check(request, keys)
    if not throttles.CODES.admits(request, half.user_id):
        return webauthn.answer(TOO_MANY, status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        used = webauthn.checked(request, list(keys))
    except webauthn.RefusedKey:
        user_api_client.complete_webauthn_login_attempt(half.user_id, False, None)
        return webauthn.answer(NOT_RECOGNISED, status=HTTPStatus.FORBIDDEN)
    is_admitted, _ = user_api_client.complete_webauthn_login_attempt(half.user_id, True, keys[used])
    if not is_admitted:
        return webauthn.answer(LOCKED, status=HTTPStatus.FORBIDDEN)
    throttles.CODES.forgive(request, half.user_id)
    return webauthn.answer({"redirect_url": second_factor.go_on(request, half).url})
