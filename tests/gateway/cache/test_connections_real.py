"""The settings of the portal against servers as they are run elsewhere: a unix socket, TLS, a password and sentinels."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.test import override_settings
from django_redis import get_redis_connection
from django_redis.pool import ConnectionFactory
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from gateway import cache
from gateway.cache import keys
from gateway.errors import CacheUnavailable
from notify_portal.settings.caches import cache_settings
from tests.gateway.cache.support import an_id, wait_until
from tests.redis_sentinels import SERVICE, Watched, running_sentinels
from tests.redis_server import PATIENT, RedisServer, running_redis
from tests.server_process import HOST, free_port

WITHOUT_BREAKER = 0
SECRET = "secret-of-redis"


class Api:
    """One service, and how often it was asked for."""

    def __init__(self) -> None:
        self.service_id = an_id()
        self.name = "old"
        self.reads = 0

    @cache.set(keys.SERVICE)
    def get_service(self, service_id: str) -> Any:
        self.reads += 1
        return {"id": service_id, "name": self.name}

    @cache.delete(keys.SERVICE)
    def update_service(self, service_id: str, name: str) -> None:
        self.name = name

    def read(self) -> str:
        return self.get_service(self.service_id)["name"]

    def write(self, name: str) -> None:
        self.update_service(self.service_id, name)


@contextmanager
def portal_on(redis_url: str, sentinels: list[str] | None = None) -> Iterator[None]:
    """What the portal would be configured with."""
    configured = cache_settings(redis_url, sentinels or [], PATIENT)
    with override_settings(CACHES=configured, GATEWAY_BREAKER_SECONDS=WITHOUT_BREAKER):
        try:
            yield
        finally:
            for alias in ("default", "gateway"):
                get_redis_connection(alias).connection_pool.disconnect()
            ConnectionFactory._pools.clear()


def works() -> bool:
    """Reads are kept, writes are seen, and the portal's own counters count."""
    api = Api()
    before = [api.read(), api.read()]
    asked_before = api.reads
    api.write("new")
    after = [api.read(), api.read()]
    caches["default"].set("attempts", 1)
    counted = caches["default"].incr("attempts")
    return (before, asked_before, after, api.reads, counted) == (["old"] * 2, 1, ["new"] * 2, 2, 2)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Signed by itself, for this machine; its key lies beside it."""
    pem = tmp_path / "redis.pem"
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                f"/CN={HOST}",
            ),
            *(
                "-addext",
                f"subjectAltName=IP:{HOST}",
                "-keyout",
                str(pem.with_suffix(".key")),
                "-out",
                str(pem),
            ),
        ],
        check=True,
        capture_output=True,
    )
    return pem


@pytest.fixture
def tls_port(certificate: Path) -> Iterator[int]:
    port = free_port()
    key = certificate.with_suffix(".key")
    options = ("--tls-port", str(port), "--tls-cert-file", str(certificate), "--tls-key-file", str(key))
    with running_redis(*options, "--tls-auth-clients", "no"):
        yield port


@pytest.fixture
def locked_redis(own_redis: RedisServer) -> RedisServer:
    with Redis.from_url(own_redis.url) as client:
        client.config_set("requirepass", SECRET)
    return own_redis


class TestOneServer:
    def test_over_tcp(self, own_redis: RedisServer) -> None:
        with portal_on(own_redis.url):
            assert works()

    def test_in_another_database(self, own_redis: RedisServer) -> None:
        with portal_on(f"redis://{HOST}:{own_redis.port}/3"):
            assert works()
            assert get_redis_connection("gateway").connection_pool.connection_kwargs["db"] == 3

    def test_with_a_password(self, locked_redis: RedisServer) -> None:
        with portal_on(f"redis://:{SECRET}@{HOST}:{locked_redis.port}/0"):
            assert works()

    def test_a_wrong_password_refuses_writes(self, locked_redis: RedisServer) -> None:
        with portal_on(f"redis://:wrong@{HOST}:{locked_redis.port}/0"):
            api = Api()

            assert api.read() == "old"
            with pytest.raises(CacheUnavailable):
                api.write("new")
            assert api.name == "old"

    def test_over_a_unix_socket(self, tmp_path: Path) -> None:
        path = tmp_path / "redis.sock"

        with running_redis("--unixsocket", str(path)), portal_on(f"unix://{path}?db=1"):
            assert works()
            assert get_redis_connection("gateway").connection_pool.connection_kwargs["path"] == str(path)

    def test_over_tls(self, tls_port: int, certificate: Path) -> None:
        with portal_on(f"rediss://{HOST}:{tls_port}/0?ssl_ca_certs={certificate}"):
            assert works()

    def test_a_certificate_that_nobody_vouches_for_is_refused(self, tls_port: int) -> None:
        with portal_on(f"rediss://{HOST}:{tls_port}/0"):
            with pytest.raises(RedisConnectionError, match="CERTIFICATE_VERIFY_FAILED"):
                get_redis_connection("gateway").ping()
            with pytest.raises(CacheUnavailable):
                Api().write("new")


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with running_sentinels(tmp_path) as servers:
        yield servers


class TestSentinels:
    def test_name_the_master(self, watched: Watched) -> None:
        with portal_on(f"redis://{SERVICE}/0", watched.addresses):
            assert works()
            assert get_redis_connection("gateway").info("replication")["role"] == "master"

    def test_nobody_waits_for_one_that_is_away(
        self, watched: Watched, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        naps: list[float] = []
        monkeypatch.setattr("redis.retry.sleep", naps.append)

        with portal_on(f"redis://{SERVICE}/0", [f"{HOST}:{free_port()}", *watched.addresses[1:]]):
            assert works()
        assert naps == []

    def test_everything_is_read_where_it_is_written(self, watched: Watched) -> None:
        with portal_on(f"redis://{SERVICE}/0", watched.addresses):
            reading = caches["default"].client.get_client(write=False)

            assert reading.info("replication")["role"] == "master"

    def test_a_failover_leaves_nothing_old(self, watched: Watched) -> None:
        with portal_on(f"redis://{SERVICE}/0", watched.addresses):
            api = Api()
            api.read()

            watched.fail_over()
            eventually(lambda: api.write("new"))

            assert [api.read(), api.read()] == ["new", "new"]
            assert get_redis_connection("gateway").connection_pool.master_address[1] == watched.replica.port

    def test_over_tls(self, tmp_path: Path, certificate: Path) -> None:
        address = f"rediss://{SERVICE}/0?ssl_ca_certs={certificate}"

        with running_sentinels(tmp_path, certificate) as watched, portal_on(address, watched.addresses):
            assert works()
            assert get_redis_connection("gateway").info("replication")["role"] == "master"


def eventually(step: Callable[[], None]) -> None:
    """Until the gateway has found the new master: writes are refused before."""

    def done() -> bool:
        try:
            step()
        except CacheUnavailable:
            return False
        return True

    wait_until(done)
