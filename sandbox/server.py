"""gunicorn, started from code: one process with threads, which keeps connections open for the portal to re-use.

Beside the threads that answer there is one that tells: the postman.
"""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # it ships no types

from sandbox.postman import Postman

THREADS = 8


class Server(BaseApplication):  # type: ignore[misc]  # for the same reason
    def __init__(self, application: WSGIHandler, host: str, port: int, *, quiet: bool) -> None:
        self.application = application
        self.options: dict[str, Any] = {
            "bind": f"{host}:{port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": 75,
            "graceful_timeout": 1,
            "loglevel": "critical" if quiet else "warning",
            "control_socket_disable": True,
            "post_worker_init": lambda _worker: Postman().start(),
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        return self.application


def serve(application: WSGIHandler, host: str, port: int, *, quiet: bool) -> None:
    """Blocks until SIGTERM or ctrl-C."""
    Server(application, host, port, quiet=quiet).run()
