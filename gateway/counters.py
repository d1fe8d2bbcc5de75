"""The counters that the API keeps in the Redis it shares with the portal. They have no route of their own."""

import logging
from datetime import UTC, datetime

from django.core.cache import caches
from django_redis import get_redis_connection
from django_redis.cache import RedisCache
from redis.exceptions import RedisError

from gateway.cache.families import field_text
from gateway.cache.settings import cache_alias, limits

KEY_TYPES = ("normal", "team", "test")

logger = logging.getLogger(__name__)


def counted_today(service_id: str, notification_type: str) -> int:
    """How many messages of the type the API has counted since midnight UTC.

    0 without a shared Redis, and whenever the counter cannot be read: the API itself enforces the limit, so no page has
    to fail for the number.
    """
    if not _api_counts_here():
        return 0
    today = datetime.now(tz=UTC).date().isoformat()
    try:
        value = get_redis_connection(cache_alias()).get(
            f"{field_text(service_id)}-{notification_type}-{today}-count"
        )
        return int(value or 0)
    except (RedisError, OSError, ValueError) as error:
        logger.warning("daily counter not readable", extra={"cause": type(error).__name__})
        return 0


def empty_token_buckets(service_id: str) -> None:
    """Let a new rate limit of a service begin at once, where the API keeps what is left of the old one.

    A bucket that cannot be emptied fills up by itself within a minute, so this never fails.
    """
    if not _api_counts_here():
        return
    buckets = [f"{field_text(service_id)}-tokens-{key_type}" for key_type in KEY_TYPES]
    try:
        get_redis_connection(cache_alias()).unlink(*buckets)
    except (RedisError, OSError) as error:
        logger.warning("token buckets not emptied", extra={"cause": type(error).__name__})


def _api_counts_here() -> bool:
    return limits().shared_redis and isinstance(caches[cache_alias()], RedisCache)
