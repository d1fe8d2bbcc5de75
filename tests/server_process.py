"""A server of ours as a real process: started until it answers, stopped, and started again on the same port."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import requests

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
# A process starts in a second; on a machine whose disk is busy it may take its time.
START_SECONDS = 90
STOP_SECONDS = 15
POLL_SECONDS = 0.05


class ServerProcess:
    """Starts on entering, stops on leaving. What it prints is in `log`."""

    name = "server"
    health = "/_status"

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"{self.name}-"))
        self.log = self.folder / f"{self.name}.log"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def command(self) -> list[str]:
        raise LookupError(f"{type(self).__name__} does not say how it is started")

    def environment(self) -> dict[str, str]:
        raise LookupError(f"{type(self).__name__} does not say what it finds in its environment")

    def start(self) -> None:
        """On the same port, with what it has on disk; returns when it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), cwd=ROOT, env=self.environment(), stdout=log, stderr=log, process_group=0
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"The {self.name} did not start:\n{self.log.read_text(encoding='utf-8')}")
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """Nothing listens on the port afterwards. Stopping twice is fine."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def kill(self) -> None:
        """Gone at once with all its children, in the middle of whatever they do."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            return requests.get(self.url + self.health, timeout=1).ok
        except requests.RequestException:
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
