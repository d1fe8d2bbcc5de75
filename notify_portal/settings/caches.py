"""The two caches: `gateway` holds the API's answers under raw keys, `default` holds the portal's own counters."""

from typing import Any
from urllib.parse import urlsplit

RAW_KEY = "gateway.cache.stores.raw_key"
OWN_PREFIX = "notify-portal"


def cache_settings(redis_url: str, sentinels: list[str], command_timeout: float) -> dict[str, Any]:
    """CACHES: both on one Redis, or both in the memory of this process."""
    if not redis_url:
        local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        unbounded = {"MAX_ENTRIES": 100_000}
        return {
            "default": {**local, "LOCATION": "portal"},
            "gateway": {**local, "LOCATION": "gateway", "KEY_FUNCTION": RAW_KEY, "OPTIONS": unbounded},
        }
    # django-redis keeps one connection pool per address, with the options of whoever opened it first: give both
    # aliases the same ones.
    redis = {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": redis_url}
    options = redis_options(redis_url, sentinels, command_timeout)
    raw_json = {**options, "SERIALIZER": "gateway.cache.stores.JSONSerializer"}
    return {
        "default": {**redis, "KEY_PREFIX": OWN_PREFIX, "OPTIONS": options},
        "gateway": {**redis, "KEY_FUNCTION": RAW_KEY, "OPTIONS": raw_json},
    }


def redis_options(redis_url: str, sentinels: list[str], command_timeout: float) -> dict[str, Any]:
    options: dict[str, Any] = {
        "SOCKET_TIMEOUT": command_timeout,
        "SOCKET_CONNECT_TIMEOUT": command_timeout,
        "SERIALIZER": "django_redis.serializers.json.JSONSerializer",
    }
    if sentinels:
        password = urlsplit(redis_url).password
        options |= {
            "CLIENT_CLASS": "django_redis.client.SentinelClient",
            "CONNECTION_POOL_CLASS": "redis.sentinel.SentinelConnectionPool",
            "CONNECTION_FACTORY": "django_redis.pool.SentinelConnectionFactory",
            "SENTINELS": [_host_and_port(sentinel) for sentinel in sentinels],
            "SENTINEL_KWARGS": {
                "socket_timeout": command_timeout,
                **({"password": password} if password else {}),
            },
        }
    return options


def _host_and_port(sentinel: str) -> tuple[str, int]:
    host, _, port = sentinel.rpartition(":")
    return host, int(port)
