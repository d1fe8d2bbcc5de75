"""The signed-in session: how it starts, how long it lasts, how it ends."""

import logging
import time
from enum import StrEnum

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from gateway import user_api_client
from gateway.errors import APIError, CacheUnavailable
from portal_apps.core.asking import asks_by_itself
from portal_apps.users import half_sign_in
from portal_apps.users.models import User

STARTED_AT = "session_start"
SEEN_AT = "session_seen"
ENDED = "session_ended"
ENDED_FOR = "session_ended_for"
HIDES_POWERS = "hides_platform_admin"
# An idle limit needs to be right to the minute, and a cookie that does not change need not be sent.
SEEN_EVERY_SECONDS = 60

logger = logging.getLogger(__name__)


class Ended(StrEnum):
    """Why somebody who was signed in is not any more; the sign-in page tells them."""

    ELSEWHERE = "elsewhere"
    OVER = "over"


def start(request: HttpRequest, user: User) -> None:
    """Sign this person in, for 20 hours at most."""
    half_sign_in.forget(request)
    for name in (ENDED, ENDED_FOR, HIDES_POWERS):
        request.session.pop(name, None)
    auth.login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[STARTED_AT] = request.session[SEEN_AT] = int(time.time())


def is_open(request: HttpRequest) -> bool:
    """Whether this browser holds a session; nobody is asked whether it still counts."""
    return auth.SESSION_KEY in request.session


def is_signed_in(request: HttpRequest) -> bool:
    """Whether somebody is, in a session that still counts. For public pages: no middleware has looked at it yet."""
    end_if_expired(request)
    return request.user.is_authenticated


def end(request: HttpRequest) -> None:
    """Sign out here, and make every copy of this session worthless at the API."""
    try:
        # A session that another one has replaced must not end that one.
        if request.user.is_authenticated:
            user_api_client.update_user_attribute(str(request.user.pk), current_session_id=None)
    except (APIError, CacheUnavailable):
        # Somebody who walks away from a shared computer is signed out of it, whatever the API does.
        logger.warning("signed out here, but the session could not be ended at the API")
    _forget(request)


def end_if_expired(request: HttpRequest) -> None:
    """20 hours after the sign-in; for platform admins also after 30 minutes without a page; and once another began."""
    started = request.session.get(STARTED_AT)
    if started is None:
        return
    # Asking for the user of a session that another one has replaced empties it.
    whose = last_person(request)
    now = int(time.time())
    idle = now - request.session.get(SEEN_AT, started)
    if now - started > settings.SESSION_LIFETIME.total_seconds():
        _forget(request, Ended.OVER, whose)
    elif not request.user.is_authenticated:
        _forget(request, Ended.ELSEWHERE, whose)
    elif _was_idle_too_long(request, idle):
        _forget(request, Ended.OVER, whose)
    elif idle > SEEN_EVERY_SECONDS and not asks_by_itself(request):
        request.session[SEEN_AT] = now


def last_person(request: HttpRequest) -> str:
    """The id of whoever this session belongs to, or belonged to when it ended by itself; nothing for anybody else."""
    return request.session.get(auth.SESSION_KEY) or request.session.get(ENDED_FOR, "")


def hides_powers(request: HttpRequest) -> bool:
    """Whether this platform admin has chosen to see what everybody else sees, until the next sign-in."""
    return bool(request.session.get(HIDES_POWERS))


def hide_powers(request: HttpRequest, *, hide: bool) -> None:
    request.session[HIDES_POWERS] = hide


def why_ended(request: HttpRequest) -> str:
    """What became of the session that this browser held, until somebody signs in again."""
    return request.session.get(ENDED, "")


def _forget(request: HttpRequest, why: Ended | None = None, whose: str = "") -> None:
    request.session.flush()
    request.user = AnonymousUser()
    if why:
        request.session[ENDED], request.session[ENDED_FOR] = why, whose


def _was_idle_too_long(request: HttpRequest, idle: int) -> bool:
    limit = settings.PLATFORM_ADMIN_IDLE_LIFETIME.total_seconds()
    return idle > limit and getattr(request.user, "platform_admin", False)
