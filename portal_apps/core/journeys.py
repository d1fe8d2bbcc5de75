"""What a person has told us on the way through several pages, until the last of them saves it.

Kept on the server for an hour, for this person and this sign-in only: nothing of it is in an address or a cookie.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from gateway.errors import CacheUnavailable
from portal_apps.core.permissions import PortalRequest

logger = logging.getLogger(__name__)

LIFETIME_SECONDS = 60 * 60
# Longer than a page may take, so that a process that is killed holds nobody up for long.
BUSY_SECONDS = 2 * 60


@dataclass(frozen=True, slots=True)
class Journey:
    """One person's answers so far. `subject` tells apart the journeys of one kind: the id of a member, say."""

    key: str

    @classmethod
    def of(cls, request: PortalRequest, kind: str, subject: str = "") -> "Journey":
        user = request.visit.user
        whose = f"{user.id} {user.get_session_auth_hash()} {subject}"
        return cls(f"journey-{salted_hmac(f'journey {kind}', whose, algorithm='sha256').hexdigest()}")

    def keep(self, **answers: Any) -> None:
        """Add to what is known. Raises CacheUnavailable when it cannot be kept, before anything is changed."""
        try:
            cache.set(self.key, {**self.answers, **answers}, LIFETIME_SECONDS)
        except (RedisError, OSError) as error:
            raise CacheUnavailable(str(type(error).__name__)) from error

    @property
    def answers(self) -> dict[str, Any]:
        """What is known; empty when the journey has not begun, is over, or took longer than an hour."""
        try:
            found: dict[str, Any] | None = cache.get(self.key)
        except (RedisError, OSError) as error:
            raise CacheUnavailable(str(type(error).__name__)) from error
        return found or {}

    def end(self) -> None:
        # Without a cache it ends by itself within the hour.
        with suppress(RedisError, OSError):
            cache.delete(self.key)


def is_first_use(what: str) -> bool:
    """Whether nobody has come with this in the last hour, in any process: a copy of a signed cookie brings it again.

    True where nobody can tell. To be asked about what is signed and soon over anyway.
    """
    try:
        return bool(cache.add(f"used-{what}", True, LIFETIME_SECONDS))
    except (RedisError, OSError):
        logger.warning("nobody can tell whether something was used before: no cache")
        return True


@contextmanager
def one_at_a_time(what: str) -> Iterator[bool]:
    """True for the first who comes, in any process; False for others while that one is at it.

    Raises CacheUnavailable where nobody can tell.
    """
    key = f"busy-{what}"
    try:
        is_first = cache.add(key, True, BUSY_SECONDS)
    except (RedisError, OSError) as error:
        raise CacheUnavailable(str(type(error).__name__)) from error
    try:
        yield is_first
    finally:
        if is_first:
            with suppress(RedisError, OSError):
                cache.delete(key)
