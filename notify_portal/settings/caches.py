"""The two caches: `gateway` holds the API's answers under raw keys, `default` holds the portal's own counters."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

RAW_KEY = "gateway.cache.stores.raw_key"
OWN_PREFIX = "notify-portal"
TLS = "rediss"
SCHEMES = ("redis", TLS, "unix")


def cache_settings(redis_url: str, sentinels: list[str], command_timeout: float) -> dict[str, Any]:
    """CACHES: both on one Redis, or both in the memory of this process.

    Raises ImproperlyConfigured for an address that is none; it may hold a password, so its text stays out of the message.
    """
    if not redis_url:
        local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        unbounded = {"MAX_ENTRIES": 100_000}
        return {
            "default": {**local, "LOCATION": "portal"},
            "gateway": {**local, "LOCATION": "gateway", "KEY_FUNCTION": RAW_KEY, "OPTIONS": unbounded},
        }
    if urlsplit(redis_url).scheme not in SCHEMES:
        raise ImproperlyConfigured("REDIS_URL is no address of a Redis: redis://host:6379/0, for example.")
    # django-redis keeps one connection pool per address, with the options of whoever opened it first: give both
    # aliases the same ones.
    redis = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": service_address(redis_url) if sentinels else redis_url,
    }
    options = redis_options(redis_url, sentinels, command_timeout)
    raw_json = {**options, "SERIALIZER": "gateway.cache.stores.JSONSerializer"}
    return {
        "default": {**redis, "KEY_PREFIX": OWN_PREFIX, "OPTIONS": options},
        "gateway": {**redis, "KEY_FUNCTION": RAW_KEY, "OPTIONS": raw_json},
    }


def redis_options(redis_url: str, sentinels: list[str], command_timeout: float) -> dict[str, Any]:
    timeouts = {"SOCKET_TIMEOUT": command_timeout, "SOCKET_CONNECT_TIMEOUT": command_timeout}
    options = {**timeouts, "SERIALIZER": "django_redis.serializers.json.JSONSerializer"}
    if not sentinels:
        return options
    # Not django-redis' SentinelClient: it reads from replicas, which may not have heard of the latest write.
    return options | {
        "CONNECTION_FACTORY": "django_redis.pool.SentinelConnectionFactory",
        "CONNECTION_POOL_KWARGS": {"ssl": urlsplit(redis_url).scheme == TLS},
        "SENTINELS": [_host_and_port(sentinel) for sentinel in sentinels],
        "SENTINEL_KWARGS": sentinel_options(redis_url, command_timeout),
    }


def service_address(redis_url: str) -> str:
    """The address of a service that sentinels know. TLS is left to the pool: rediss:// makes it forget the sentinels."""
    return urlsplit(redis_url)._replace(scheme="redis").geturl()


def sentinel_options(redis_url: str, command_timeout: float) -> dict[str, Any]:
    """Sentinels are asked as the server is: with its password, and over TLS under the same options.

    One that is away is not tried again: the next one knows as much, and pages wait meanwhile.
    """
    address = urlsplit(redis_url)
    of_tls = {name: value for name, value in parse_qsl(address.query) if name.startswith("ssl_")}
    return {
        "socket_timeout": command_timeout,
        "socket_connect_timeout": command_timeout,
        "retry": Retry(NoBackoff(), 0),
        **({"password": address.password} if address.password else {}),
        **({"ssl": True, **of_tls} if address.scheme == TLS else {}),
    }


def _host_and_port(sentinel: str) -> tuple[str, int]:
    host, _, port = sentinel.rpartition(":")
    return host, int(port)
