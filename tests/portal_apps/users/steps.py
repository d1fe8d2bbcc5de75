"""Ways into the middle of a sign-in, for tests of what comes then."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.test import Client
from itsdangerous import URLSafeTimedSerializer

from tests.builders import an_error
from tests.notify_api import NotifyAPI

PASSWORD = "correct-horse-battery"
CODE = "12345"
NEXT_SESSION = "7c9f8471-444c-401a-9477-2368e3586227"


def knows(api: NotifyAPI, user: dict[str, Any]) -> None:
    """The API knows this person, takes any password and code of theirs, and sends what it is asked to."""
    address = f"/user/{user['id']}"
    api.answers("POST", "/user/email", {"data": user})
    api.answers("GET", address, {"data": user})
    api.answers("POST", address, {"data": user})
    for route in (
        *("verify/password", "verify/code", "sms-code"),
        *("email-code", "email-verification", "email-already-registered"),
    ):
        api.answers("POST", f"{address}/{route}", status=204)
    for route in ("update-password", "reset-failed-login-count"):
        api.answers("POST", f"{address}/{route}", {"data": user})
    api.answers("POST", f"{address}/activate", {"data": user | {"state": "active"}})
    api.answers("POST", "/events", {"data": {}}, status=201)


def knows_nobody(api: NotifyAPI, new: dict[str, Any]) -> None:
    """Nobody has the address that is typed, and whoever registers becomes this person."""
    knows(api, new)
    api.answers("POST", "/user/email", an_error("No result found"), status=404)
    api.answers("POST", "/user", {"data": new}, status=201)


# What the real API, and what the sandbox, says of an address that somebody has.
REFUSED_ADDRESS = [(500, "Internal server error"), (400, {"email_address": ["Somebody has it already"]})]


def somebody_is_quicker(api: NotifyAPI, user: dict[str, Any], status: int, message: Any) -> None:
    """Between the question whether somebody has the address and the attempt to register it, this person did."""

    def refuse(_request: object) -> tuple[int, dict[str, str], str]:
        knows(api, user)
        return status, {}, json.dumps(an_error(message))

    api.answers("POST", "/user/email", an_error("No result found"), status=404)
    api.mock.remove("POST", f"{api.address}/user")
    api.mock.add_callback("POST", f"{api.address}/user", callback=refuse)


def refuses_code(api: NotifyAPI, user: dict[str, Any], reason: str, status: int = 404) -> None:
    api.answers("POST", f"/user/{user['id']}/verify/code", an_error(reason), status=status)


def give_password(browser: Client, user: dict[str, Any], query: str = "") -> Any:
    return browser.post(f"/sign-in{query}", {"email_address": user["email_address"], "password": PASSWORD})


def half_way(api: NotifyAPI, browser: Client, user: dict[str, Any]) -> None:
    """The password has been given; what the API was asked so far is forgotten."""
    knows(api, user)
    give_password(browser, user)
    api.mock.calls.reset()


def token_of(payload: Any, secret: str = settings.SECRET_KEY, salt: str = settings.DANGEROUS_SALT) -> str:
    """A link's token, as the API signs it."""
    return str(URLSafeTimedSerializer(secret, salt=salt).dumps(json.dumps(payload))).replace(".", "%2E")


def email_link(user: dict[str, Any]) -> str:
    return f"/email-auth/{token_of({'user_id': user['id'], 'secret_code': 'a-secret'})}"


def password_link(user: dict[str, Any], created_at: str = "2026-11-01 09:00:00.000000") -> str:
    return f"/new-password/{token_of({'email': user['email_address'], 'created_at': created_at})}"


def confirmation_link(user: dict[str, Any]) -> str:
    return f"/verify-email/{token_of({'user_id': user['id'], 'email': user['email_address']})}"


def opened_link(api: NotifyAPI, browser: Client, user: dict[str, Any]) -> None:
    """Somebody who registered has confirmed the address; what the API was asked so far is forgotten."""
    knows(api, user)
    browser.post(confirmation_link(user))
    api.mock.calls.reset()


@contextmanager
def signed_earlier(seconds: int) -> Iterator[None]:
    """What is signed in this block was signed so long ago."""
    get_timestamp = "itsdangerous.timed.TimestampSigner.get_timestamp"
    now = URLSafeTimedSerializer("any").make_signer().get_timestamp()  # type: ignore[attr-defined]  # the stubs know only its base
    with patch(get_timestamp, return_value=now - seconds):
        yield


def without_tokens(page: Any) -> str:
    """The page but for what is new in every answer."""
    return re.sub(r'(?:nonce|value)="[^"]{16,}"', "", page.content.decode())
