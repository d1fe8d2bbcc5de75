"""The audit trail: who did what from where, with the values before and after."""

import logging
import re

from django.http import HttpRequest

from gateway import EventType, events_api_client
from gateway.errors import APIError, CacheUnavailable
from portal_apps.core.client_address import client_address

logger = logging.getLogger(__name__)

# The first that fits decides: every browser also claims to be the ones it descends from.
BROWSERS = (
    ("edge", re.compile(r"Edg(?:e|A|iOS)?/([\d.]+)")),
    ("opera", re.compile(r"OPR/([\d.]+)")),
    ("firefox", re.compile(r"(?:Firefox|FxiOS)/([\d.]+)")),
    ("chrome", re.compile(r"(?:Chrome|CriOS)/([\d.]+)")),
    ("safari", re.compile(r"Version/([\d.]+).* Safari/")),
)
PLATFORMS = (
    ("windows", "Windows"),
    ("android", "Android"),
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("macos", "Macintosh"),
    ("chromeos", "CrOS"),
    ("linux", "Linux"),
)


def record(request: HttpRequest | None, event_type: EventType, **facts: object) -> None:
    """Write an event. To be called after the API carried the change out, with values read before it.

    A command has no request: its events say who and what, and nothing of a browser.
    Never raises for an API that does not take it: what was done is done, and the gap is in the log.
    """
    try:
        origin = {} if request is None else origin_of(request)
        events_api_client.create_event(event_type, {**facts, **origin})
    except (APIError, CacheUnavailable):
        logger.exception("done, but the audit event %s could not be written", event_type)


def origin_of(request: HttpRequest) -> dict[str, object]:
    """ip_address and browser_fingerprint, as every event carries them."""
    user_agent = request.headers.get("User-Agent", "")
    browser, version = _browser(user_agent)
    return {
        "ip_address": client_address(request),
        "browser_fingerprint": {
            "browser": browser,
            "platform": next((name for name, mark in PLATFORMS if mark in user_agent), None),
            "version": version,
            "user_agent_string": user_agent,
        },
    }


def _browser(user_agent: str) -> tuple[str | None, str | None]:
    for name, pattern in BROWSERS:
        if found := pattern.search(user_agent):
            return name, found.group(1)
    return None, None
