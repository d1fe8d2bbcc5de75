"""A Redis that nobody else talks to, the gateway on it, and somebody who listens."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches
from django.test import override_settings
from django_redis import get_redis_connection
from redis import Redis

from notify_portal.settings.caches import cache_settings
from tests.gateway.policy.fences import Listener, listening
from tests.redis_server import PATIENT, RedisServer, running_redis

Sleep = Callable[[float], None]


@pytest.fixture(scope="session")
def policy_redis() -> Iterator[RedisServer]:
    with running_redis() as server:
        yield server


@pytest.fixture
def on_redis(policy_redis: RedisServer) -> Iterator[Redis]:
    """The gateway keeps its answers there, and it is empty. The raw client of the gateway."""
    with override_settings(CACHES=cache_settings(policy_redis.url, [], PATIENT)):
        caches["gateway"].clear()
        yield get_redis_connection("gateway")


@pytest.fixture
def listener(on_redis: Redis, policy_redis: RedisServer) -> Iterator[Listener]:
    with listening(policy_redis.url) as heard:
        yield heard


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Sleep:
    """Everybody's clock goes forward."""
    passed = [0.0]
    real = time.time
    monkeypatch.setattr("time.time", lambda: real() + passed[0])

    def forward(seconds: float) -> None:
        passed[0] += seconds

    return forward
