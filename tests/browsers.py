"""Test browsers that are signed in already."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from portal_apps.users.sessions import SEEN_AT, STARTED_AT


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
