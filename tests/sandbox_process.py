"""A sandbox as a real process, for tests that talk to it over HTTP.

    with SandboxProcess() as sandbox:
        requests.get(f"{sandbox.url}/_status")

Seeding takes a second, so `seeded_database` does it once and every process starts from a copy of its file.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import requests

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_SECONDS = 20
STOP_SECONDS = 5
POLL_SECONDS = 0.05


def seeded_database(folder: Path) -> Path:
    """A freshly seeded database file in this folder, ready to be copied."""
    database = folder / "seeded.sqlite3"
    if not database.exists():
        _run_to_end("sandbox_reset", database)
    return database


class SandboxProcess:
    """Starts on entering, stops on leaving. `environ` adds or overrides environment variables."""

    def __init__(self, seeded: Path | None = None, environ: dict[str, str] | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sandbox-"))
        self.database = self.folder / "sandbox.sqlite3"
        self.environ = environ or {}
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.log = self.folder / "sandbox.log"
        if seeded is not None:
            shutil.copy(seeded, self.database)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """On the same port and with the same database as before; returns when it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "sandbox", "--host", HOST, "--port", str(self.port), "--quiet"],
                cwd=ROOT,
                env=_environment(self.database, self.environ),
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The sandbox did not start:\n{self.log.read_text(encoding='utf-8')}")
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """Nothing listens on the port afterwards. Stopping twice is fine."""
        if self.process is None:
            return
        # As ctrl-C does: at once, without waiting for connections somebody keeps open.
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def reset(self) -> None:
        """Seed the running sandbox again."""
        _run_to_end("sandbox_reset", self.database, self.environ)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def world(self) -> dict[str, Any]:
        """{"password", "people", "services", "organisations"}; each person, service and organisation has a `key`."""
        answer: dict[str, Any] = requests.get(f"{self.url}/_sandbox/people", timeout=5).json()
        return answer

    def person(self, key: str) -> dict[str, Any]:
        return _by_key(self.world()["people"], key)

    def service(self, key: str) -> dict[str, Any]:
        return _by_key(self.world()["services"], key)

    def outbox(self, to: str | None = None) -> list[dict[str, Any]]:
        """Messages, newest first: id, type, to, subject, body, code, link, created_at."""
        params = {"to": to} if to else {}
        answer = requests.get(f"{self.url}/outbox.json", params=params, timeout=5)
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    def latest_code(self, to: str) -> str:
        return self._latest(to, "code")

    def latest_link(self, to: str) -> str:
        return self._latest(to, "link")

    def _latest(self, to: str, what: str) -> str:
        found = [str(message[what]) for message in self.outbox(to) if message[what]]
        if not found:
            raise LookupError(f"No message to {to} carries a {what}")
        return found[0]

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/_status?simple=1", timeout=1).ok
        except requests.ConnectionError:
            return False


def _by_key(rows: list[dict[str, Any]], key: str) -> dict[str, Any]:
    found = {str(row["key"]): row for row in rows}
    return found[key]


def _environment(database: Path, more: dict[str, str]) -> dict[str, str]:
    # The tests' own settings module must not reach the sandbox, which is another Django program.
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return inherited | {"DATABASE_URL": f"sqlite:///{database}"} | more


def _run_to_end(command: str, database: Path, more: dict[str, str] | None = None) -> None:
    subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=ROOT,
        env=_environment(database, more or {}),
        check=True,
        capture_output=True,
        timeout=60,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
