import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from tests.redis_server import IMPATIENT, Traffic, counted_client, redis_binary, running_redis


class TestRedisServer:
    def test_plays_an_outage(self) -> None:
        with running_redis() as server, Redis.from_url(server.url, socket_timeout=IMPATIENT) as client:
            client.set("key", "value")

            server.pause()
            with pytest.raises(RedisTimeoutError):
                client.get("key")
            server.resume()
            after_hang = client.get("key")
            server.restart()
            after_restart = client.get("key")
            server.kill()
            with pytest.raises(RedisConnectionError):
                client.get("key")

        assert (after_hang, after_restart) == (b"value", None)

    def test_counts_what_is_sent(self) -> None:
        traffic = Traffic()
        with running_redis() as server, counted_client(server.url, traffic) as client:
            client.ping()

            with traffic.measured() as measured:
                client.get("key")
                client.mget(["key", "key"])
            client.connection_pool.disconnect()

        assert traffic.connections == 1
        assert measured.requests == 2
        assert measured.connections == 0

    def test_without_a_redis_it_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

        with pytest.raises(FileNotFoundError, match="No redis-server"):
            redis_binary()
