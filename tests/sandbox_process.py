"""A sandbox as a real process, for tests that talk to it over HTTP.

    with SandboxProcess() as sandbox:
        requests.get(f"{sandbox.url}/_status")

Seeding takes a second, so `seeded_database` does it once and every process starts from a copy of it.
"""

import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

import requests

from tests.sandbox_databases import KIND, SandboxDatabase, new_database
from tests.server_process import HOST, ROOT, ServerProcess

COMMAND_SECONDS = 180
ANSWER_SECONDS = 30


def seeded_database(folder: Path, kind: str = KIND) -> SandboxDatabase:
    """A freshly seeded database, ready to be copied; a SQLite file is in this folder."""
    database = new_database(folder, kind)
    run_to_end(database, "sandbox_reset")
    return database


class SandboxProcess(ServerProcess):
    """`seeded` is a database to start from a copy of; `environ` adds or overrides environment variables.

    Its files are in a folder of its own, too.
    """

    name = "sandbox"
    health = "/_status?simple=1"

    def __init__(self, seeded: SandboxDatabase | None = None, environ: dict[str, str] | None = None) -> None:
        super().__init__()
        self.database = seeded.copy(self.folder) if seeded else new_database(self.folder)
        self.environ = {"SANDBOX_FILES": str(self.folder / "files"), **(environ or {})}

    @property
    def files(self) -> Path:
        """Where it looks for what the portal leaves."""
        return Path(self.environ["SANDBOX_FILES"])

    def command(self) -> list[str]:
        return [sys.executable, "manage.py", "sandbox", "--host", HOST, "--port", str(self.port), "--quiet"]

    def environment(self) -> dict[str, str]:
        return command_environment(self.database, self.environ)

    def reset(self) -> None:
        """Seed the running sandbox again."""
        run_to_end(self.database, "sandbox_reset", environ=self.environ)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        self.database.drop()

    def world(self) -> dict[str, Any]:
        """{"password", "people", "services", "organisations"}; each person, service and organisation has a `key`."""
        answer: dict[str, Any] = requests.get(f"{self.url}/_sandbox/people", timeout=ANSWER_SECONDS).json()
        return answer

    def person(self, key: str) -> dict[str, Any]:
        return _by_key(self.world()["people"], key)

    def service(self, key: str) -> dict[str, Any]:
        return _by_key(self.world()["services"], key)

    def outbox(self, to: str | None = None) -> list[dict[str, Any]]:
        """Messages, newest first: id, type, to, subject, body, code, link, created_at."""
        params = {"to": to} if to else {}
        answer = requests.get(f"{self.url}/outbox.json", params=params, timeout=ANSWER_SECONDS)
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


def _by_key(rows: list[dict[str, Any]], key: str) -> dict[str, Any]:
    found = {str(row["key"]): row for row in rows}
    return found[key]


def run_to_end(
    database: SandboxDatabase, *command: str, environ: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """A command of the sandbox on this database."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=command_environment(database, environ),
        check=True,
        capture_output=True,
        text=True,
        timeout=COMMAND_SECONDS,
    )


def command_environment(database: SandboxDatabase, more: dict[str, str] | None = None) -> dict[str, str]:
    # The tests' own settings module must not reach the sandbox, which is another Django program.
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return inherited | {"DATABASE_URL": database.url} | (more or {})
