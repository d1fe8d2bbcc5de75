"""One's own security keys: the list, a new one, another name, the end of one."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from portal_apps.core.changes import ChangePage, change
from portal_apps.core.forms import Form
from portal_apps.core.permissions import PortalRequest, requires, signed_in
from portal_apps.users import security_keys, webauthn
from portal_apps.users.forms import SecurityKeyNameForm
from portal_apps.users.pages import page

LIST = "users:your_account_security_keys"
NOT_REGISTERED = "That did not work. Reload this page and try again with the key you want to register"


@requires(signed_in)
@require_safe
def your_account_security_keys(request: PortalRequest) -> HttpResponse:
    _only_for_people_who_may(request)
    return page(request, "security_keys", keys=security_keys.keys_of(request.visit.user.id))


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def webauthn_register(request: PortalRequest) -> HttpResponse:
    """For the script of the list: a GET brings the challenge, a POST what the key made of it."""
    _only_for_people_who_may(request)
    if request.method != "POST":
        kept = [key.credential_data for key in security_keys.keys_of(request.visit.user.id)]
        return webauthn.begin_registration(request, request.visit.user, kept)
    try:
        new = webauthn.registered(request)
    except webauthn.RefusedKey:
        return webauthn.answer(NOT_REGISTERED, status=HTTPStatus.BAD_REQUEST)
    key = security_keys.add(request, new)
    messages.success(request, "Your security key is registered. You need it to sign in from now on")
    return webauthn.answer({"redirect_url": _url("manage", key)})


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def your_account_security_key_manage(request: PortalRequest, key_id: str) -> HttpResponse:
    _only_for_people_who_may(request)
    key = security_keys.own_key(request, key_id)
    form = SecurityKeyNameForm(
        request.POST if request.method == "POST" else None, initial={"security_key_name": key.name}
    )
    return change(
        request,
        form,
        _page(
            "Name your security key",
            template="users/security_key.html",
            context={"delete": _url("delete", key)},
            api_fields={"name": "security_key_name"},
        ),
        lambda typed: security_keys.rename(request, key, typed["security_key_name"]),
    )


@requires(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def your_account_security_key_delete(request: PortalRequest, key_id: str) -> HttpResponse:
    _only_for_people_who_may(request)
    key = security_keys.own_key(request, key_id)
    return change(
        request,
        Form(request.POST if request.method == "POST" else None),
        _page(
            "Remove a security key",
            done=f"{key.name} can no longer be used to sign in",
            button="Yes, remove",
            template="components/confirm_page.html",
            context={"question": f"Are you sure you want to remove {key.name}?"},
        ),
        lambda _typed: security_keys.remove(request, key),
    )


def _only_for_people_who_may(request: PortalRequest) -> None:
    if not request.visit.user.can_use_webauthn:
        raise PermissionDenied


def _page(title: str, **more: Any) -> ChangePage:
    return ChangePage(title, back=reverse(LIST), **more)


def _url(page_name: str, key: security_keys.SecurityKey) -> str:
    return reverse(f"users:your_account_security_key_{page_name}", kwargs={"key_id": key.id})
