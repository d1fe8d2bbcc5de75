"""A portal as a real process, the way `make run` starts it, for tests that use it over HTTP."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import requests

from tests.redis_server import free_port

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 30
STOP_SECONDS = 15
POLL_SECONDS = 0.05


class PortalProcess:
    """Starts on entering, stops on leaving. `environ` says which API and which Redis, as it would in production."""

    def __init__(self, environ: dict[str, str], port: int | None = None) -> None:
        self.port = port or free_port()
        self.environ = environ
        self.folder = Path(tempfile.mkdtemp(prefix="portal-"))
        self.log = self.folder / "portal.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """On the same port as before; returns when it answers."""
        inherited = {name: value for name, value in os.environ.items() if name != "API_HOST_NAME"}
        ours = {
            "DJANGO_SETTINGS_MODULE": "notify_portal.settings.local",
            "PORT": str(self.port),
            "BIND": f"127.0.0.1:{self.port}",
            "ADMIN_BASE_URL": self.url,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", "notify_portal/gunicorn.py", "notify_portal.wsgi"],
                cwd=ROOT,
                env=inherited | ours | self.environ,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The portal did not start:\n{self.log.read_text(encoding='utf-8')}")
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/_status", timeout=1).ok
        except requests.RequestException:
            return False
