"""The wire, against a server that counts: connections are re-used, and only a GET is asked twice."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings

from gateway import within
from gateway.base import NotifyAdminAPIClient
from gateway.errors import NotFound, Unavailable
from tests.gateway.cache.support import PATIENCE, wait_until

client = NotifyAdminAPIClient()


class CountingAPI(ThreadingHTTPServer):
    """Answers `{}`; the first `failures` requests get no answer at all, their connection is cut."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.connections = 0
        self.requests: list[str] = []
        self.failures = 0
        self.status = 200
        self.answer = b"{}"
        self.hang = threading.Event()
        self.hang.set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: CountingAPI

    def setup(self) -> None:
        super().setup()
        self.server.connections += 1

    def do_GET(self) -> None:
        self.server.requests.append(self.command)
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.hang.wait(PATIENCE)
        if self.server.failures:
            self.server.failures -= 1
            self.close_connection = True
            return
        self.send_response(self.server.status)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(self.server.answer)
        self.close_connection = self.server.answer != b"{}"

    do_POST = do_GET  # noqa: N815 - the name is the parent's

    def log_message(self, *_args) -> None:
        """The test run prints no access log."""


@pytest.fixture
def server(settings) -> Iterator[CountingAPI]:
    with CountingAPI() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.API_HOST_NAME = server.address
        yield server
        server.hang.set()
        server.shutdown()


class TestConnections:
    def test_one_is_used_for_many_calls(self, server):
        for _ in range(5):
            client.get("/service")
            client.post("/service", data={})

        assert server.connections == 1

    def test_also_when_nobody_looks_at_the_answers(self, server):
        server.status = 404
        for _ in range(5):
            with pytest.raises(NotFound):
                client.get("/service")

        assert server.connections == 1

    def test_each_thread_has_its_own(self, server):
        threads = [threading.Thread(target=client.get, args=("/service",)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert server.connections == 3

    def test_proxies_of_the_environment_are_not_used(self, server, monkeypatch):
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

        assert client.get("/service") == {}


class TestRetries:
    def test_a_get_is_asked_again_when_its_connection_was_cut(self, server):
        server.failures = 1

        assert client.get("/service") == {}
        assert server.requests == ["GET", "GET"]

    def test_a_post_is_never_asked_again(self, server):
        server.failures = 1

        with pytest.raises(Unavailable):
            client.post("/service", data={})

        assert server.requests == ["POST"]

    def test_an_answer_that_ends_too_soon_is_none(self, server):
        server.answer = b"{"

        with pytest.raises(Unavailable):
            client.post("/service", data={})

    def test_a_slow_get_is_not_asked_again(self, server, settings):
        settings.API_TIMEOUT = 0.2
        server.hang.clear()

        with pytest.raises(Unavailable):
            client.get("/service")

        server.hang.set()
        settings.API_TIMEOUT = PATIENCE
        client.post("/service", data={})
        # A busy machine may come to the first one late, and a second GET would have come before the POST.
        wait_until(lambda: len(server.requests) > 1)
        assert sorted(server.requests) == ["GET", "POST"]

    def test_a_block_may_wait_for_less_than_the_settings_say(self, server):
        server.hang.clear()
        started = time.monotonic()

        with pytest.raises(Unavailable), within(0.2):
            client.get("/service")

        server.hang.set()
        assert time.monotonic() - started < settings.API_TIMEOUT / 2

    def test_nobody_listening_is_unavailable(self, settings):
        settings.API_HOST_NAME = "http://127.0.0.1:9"

        with pytest.raises(Unavailable):
            client.get("/service")
