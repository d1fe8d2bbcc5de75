"""Where answers are kept: Redis, or the memory of one process. Which one follows from the settings, at each step."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.conf import settings
from django.core.cache import caches
from django_redis import get_redis_connection
from django_redis.cache import RedisCache
from django_redis.serializers.base import BaseSerializer

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
    """The store behind the gateway's cache alias. Asked before each operation, so that settings may be overridden."""

    def __init__(self) -> None:
        self._fences = Fences()
        self._by_pool: dict[object, RedisStore] = {}
        self._last: tuple[object, RedisStore] | None = None

    def __call__(self) -> Store:
        # Looking a cache up by its alias costs as much as decoding an answer, so the Redis client is kept for as long
        # as the settings are the same object. Other caches are one object per thread.
        if self._last is not None and self._last[0] is settings.CACHES:
            return self._last[1]
        cache = caches[cache_alias()]
        if not isinstance(cache, RedisCache):
            return PlainStore(cache, self._fences)
        client = get_redis_connection(cache_alias())
        store = self._by_pool.setdefault(client.connection_pool, RedisStore(client))
        self._last = settings.CACHES, store
        return store
