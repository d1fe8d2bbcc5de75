"""In front of an API: everything passes, until one request is held on its way there or its answer on the way back."""

import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests

BEFORE, AFTER = "before", "after"
HELD_SECONDS = 60


@dataclass(frozen=True)
class Hold:
    """The `nth` request of this kind, before it arrives or after it was carried out. It is never answered."""

    method: str
    path: str
    nth: int
    when: str


@dataclass
class Gate:
    behind: str
    hold: Hold | None = None
    passed: Counter = field(default_factory=Counter)
    reached: threading.Event = field(default_factory=threading.Event)
    gone: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    # How often what is to be held was asked for.
    seen: int = 0
    url: str = ""

    def is_held(self, method: str, path: str) -> bool:
        with self.lock:
            if self.hold is None or method != self.hold.method or not re.fullmatch(self.hold.path, path):
                return False
            self.seen += 1
            return self.seen == self.hold.nth

    def wait(self) -> None:
        """Until whoever asked is gone."""
        self.reached.set()
        self.gone.wait(HELD_SECONDS)


@contextmanager
def gate_to(url: str, hold: Hold | None = None) -> Iterator[Gate]:
    gate = Gate(url, hold)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(gate))
    gate.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield gate
    finally:
        gate.gone.set()
        server.shutdown()
        server.server_close()
        thread.join()


def handler_of(gate: Gate) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.pass_on()

        def do_POST(self):
            self.pass_on()

        def do_DELETE(self):
            self.pass_on()

        def pass_on(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            held = gate.is_held(self.command, self.path)
            if held and gate.hold.when == BEFORE:
                gate.wait()
                self.close_connection = True
                return
            answer = requests.request(
                self.command, gate.behind + self.path, data=body, headers=dict(self.headers), timeout=30
            )
            gate.passed[self.command] += 1
            if held:
                gate.wait()
                self.close_connection = True
                return
            self.send_response(answer.status_code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *_args):
            """Nothing."""

    return Handler
