"""The settings of the cache and what they default to. Seconds, unless said otherwise."""

from dataclasses import dataclass

from django.conf import settings

DEFAULT_ALIAS = "gateway"
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things last. A fence must outlive the API's own time limit; a lease should outlive an API call."""

    fence_ttl: float = 90
    lease_ttl: float = 10
    value_ttl: float = DAY
    shared_redis: bool = False


DEFAULTS = Limits()


def cache_alias() -> str:
    return getattr(settings, "GATEWAY_CACHE_ALIAS", DEFAULT_ALIAS)


def limits() -> Limits:
    """As the settings are now."""
    return Limits(
        fence_ttl=getattr(settings, "GATEWAY_FENCE_TTL", DEFAULTS.fence_ttl),
        lease_ttl=getattr(settings, "GATEWAY_LEASE_TTL", DEFAULTS.lease_ttl),
        value_ttl=getattr(settings, "GATEWAY_CACHE_TTL", DEFAULTS.value_ttl),
        shared_redis=getattr(settings, "GATEWAY_SHARED_REDIS", DEFAULTS.shared_redis),
    )


def breaker_seconds() -> float:
    return getattr(settings, "GATEWAY_BREAKER_SECONDS", 1.5)
