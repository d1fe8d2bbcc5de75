"""Signed-in browsers for the tests of pages."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from portal_apps.users.sessions import SEEN_AT, STARTED_AT
from tests.notify_api import NotifyAPI

SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(api: NotifyAPI) -> SignIn:
    """`sign_in(a_user(), a_service())`: a browser of this person; the API knows both."""

    def signed_in(user: dict[str, Any], *services: dict[str, Any], **session: Any) -> Client:
        api.answers("GET", f"/user/{user['id']}", {"data": user})
        for service in services:
            api.answers("GET", f"/service/{service['id']}", {"data": service})
        return browser_of(user, **session)

    return signed_in


def browser_of(user: dict[str, Any], **session: Any) -> Client:
    """A browser that holds the session cookie of this person."""
    client = Client(raise_request_exception=True)
    now = int(time.time())
    store = client.session
    store.update(
        {
            SESSION_KEY: user["id"],
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user["current_session_id"],
            STARTED_AT: now,
            SEEN_AT: now,
        }
        | session
    )
    store.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    return client
