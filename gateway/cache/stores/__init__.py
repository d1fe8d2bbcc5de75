"""Where answers are kept: Redis, or the memory of one process. Which one follows from the settings, at each step."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.core.cache import caches
from django_redis import get_redis_connection
from django_redis.cache import RedisCache
from django_redis.serializers.base import BaseSerializer
from redis import Redis

from gateway.cache.settings import cache_alias
from gateway.cache.stores.base import Store
from gateway.cache.stores.plain import Fences, PlainStore
from gateway.cache.stores.redis import RedisStore


def raw_key(key: str, _prefix: str, _version: int) -> str:
    """For KEY_FUNCTION: the key as it is, because the API uses the same ones."""
    return key


class JSONSerializer(BaseSerializer):  # type: ignore[misc]  # django-redis has no types
    """For django-redis' SERIALIZER: plain JSON text, as the API writes and reads it."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        """JSON leaves nothing to choose."""

    def dumps(self, value: Any) -> bytes:
        return orjson.dumps(value)

    def loads(self, value: bytes) -> Any:
        return orjson.loads(value)


class ConfiguredStores:
    """The store behind the gateway's cache alias, asked anew each time so that settings may be overridden."""

    def __init__(self) -> None:
        self._redis = RedisStore(configured_redis)
        self._fences = Fences()

    def __call__(self) -> Store:
        cache = caches[cache_alias()]
        if isinstance(cache, RedisCache):
            return self._redis
        return PlainStore(cache, self._fences)


def configured_redis() -> Redis:
    connection: Redis = get_redis_connection(cache_alias())
    return connection
