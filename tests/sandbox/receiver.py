"""The program of a service, as the sandbox sees it: it is told things, and answers as the test wants."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATIENCE_SECONDS = 30


class Receiver:
    """`told` is what arrived. It answers with each of `statuses`, and then with 204; `silence` keeps answers back."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.statuses: list[int] = []
        self.silence = threading.Event()
        self.silence.set()
        self.url = ""

    def wait_for(self, count: int) -> list[dict[str, Any]]:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(self.told) < count and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.told

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0))) or b"null"
        self.told.append({"path": handler.path, "headers": dict(handler.headers), "body": json.loads(body)})
        self.silence.wait(PATIENCE_SECONDS)
        handler.send_response(self.statuses.pop(0) if self.statuses else 204)
        handler.send_header("Location", "/somewhere-else")
        handler.end_headers()


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.answer(self)

        def do_GET(self) -> None:
            receiver.answer(self)

        def log_message(self, *_arguments: Any) -> None:
            """Tests print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.silence.set()
            server.shutdown()
            thread.join()
