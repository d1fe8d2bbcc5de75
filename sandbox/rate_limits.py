"""How many messages a program may ask for in a minute. Counted in memory, and also when the message is then refused."""

from django.core.cache import cache

from sandbox.api.errors import ApiError
from sandbox.models import ApiKey

SECONDS = 60
# What the API calls the types of keys when it speaks of this limit.
SPOKEN = {"normal": "LIVE"}


class RateLimitError(ApiError):
    """429: too many requests in a minute."""

    def __init__(self, key_type: str, limit: int) -> None:
        name = SPOKEN.get(key_type, key_type.upper())
        text = f"Exceeded rate limit for key type {name} of {limit} requests per {SECONDS} seconds"
        super().__init__(text, 429)


def check(key: ApiKey) -> None:
    """Counts this request. Raises RateLimitError when there were too many since the first of the present minute.

    All keys of one type of a service are counted together.
    """
    if _count(f"{key.service_id} {key.key_type}") > key.service.rate_limit:
        raise RateLimitError(key.key_type, key.service.rate_limit)


def _count(name: str) -> int:
    cache.add(name, 0, SECONDS)
    try:
        return cache.incr(name)
    except ValueError:
        # The minute ended between the two.
        cache.add(name, 1, SECONDS)
        return 1
