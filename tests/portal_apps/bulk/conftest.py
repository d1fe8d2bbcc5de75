"""Bulk commands in this process: what they print, and how they end."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
import responses
from django.conf import settings as settings_of_tests
from django.core.management import call_command

from portal_apps.bulk import pace, rowwork
from tests.portal_apps.bulk.estate import Estate
from tests.sandbox_process import SandboxProcess
from tests.server_process import ROOT

SECRETS = {
    "ADMIN_CLIENT_SECRET": settings_of_tests.ADMIN_CLIENT_SECRET,
    "SECRET_KEY": settings_of_tests.SECRET_KEY,
}


@dataclass(frozen=True)
class Ended:
    status: int
    out: str
    messages: str

    @property
    def rows(self) -> list[dict]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def states(self) -> list[str]:
        return [row["state"] for row in self.rows]

    @property
    def digest(self) -> str:
        return self.messages.partition("Digest of the plan: ")[2].split("\n")[0]

    @property
    def name(self) -> str:
        """Of the run."""
        return self.messages.partition("Run ")[2].partition(",")[0]


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    """Of the journals."""
    settings.BULK_FOLDER = tmp_path / "bulk"
    return settings.BULK_FOLDER


@pytest.fixture
def run(folder):
    """`run("bulk_services", "--select", "all", ...)`."""

    def ended(name: str, *arguments: str) -> Ended:
        out, messages, status = StringIO(), StringIO(), 0
        try:
            call_command(name, *arguments, stdout=out, stderr=messages, no_color=True)
        except SystemExit as end:
            status = end.code
        return Ended(status, out.getvalue(), messages.getvalue())

    return ended


@pytest.fixture
def quick(monkeypatch):
    """Nobody waits for long."""
    monkeypatch.setattr(pace, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(pace, "LONGEST_WAIT", 0.01)
    monkeypatch.setattr(rowwork, "SETTLE_SECONDS", 0.05)
    monkeypatch.setattr(rowwork, "SETTLE_STEP", 0.01)


@pytest.fixture
def estate(quick):
    """Three services that the API knows."""
    estate = Estate.of(3, sms_message_limit=1_000)
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        estate.answer_on(mock)
        yield estate


@pytest.fixture
def apply(run, estate):
    """`apply("--set", "sms_message_limit=5")`: to all services, in the name of the admin."""

    def applied(*arguments: str) -> Ended:
        who = ("--apply", "--as-user", estate.admin["id"])
        return run("bulk_services", "--select", "all", *arguments, *who)

    return applied


@pytest.fixture
def table(tmp_path):
    """`table("service_id,notes", "…,new")`: the path of a file."""

    def written(*lines: str) -> str:
        path = tmp_path / "services.csv"
        path.write_text("\n".join([*lines, ""]))
        return str(path)

    return written


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxProcess]:
    """It believes this process and the commands, which have the same secrets."""
    with SandboxProcess(environ=SECRETS) as process:
        yield process


@pytest.fixture
def at_sandbox(sandbox, run, settings):
    """`at_sandbox("bulk_invite", ...)`: in this process; with `apply=True` as the platform admin of the sandbox."""
    settings.API_HOST_NAME = sandbox.url
    admin = sandbox.person("platform_admin")["id"]

    def ended(*arguments: str, apply: bool = False) -> Ended:
        return run(*arguments, *(("--apply", "--as-user", admin) if apply else ()))

    return ended


@pytest.fixture
def started(sandbox, folder):
    """`started(gate, "bulk_services", ...)`: a process that writes as the platform admin of the sandbox."""
    admin = sandbox.person("platform_admin")["id"]
    processes = []

    def start(gate, *arguments):
        command = [sys.executable, "manage.py", *arguments, "--workers", "1", "--apply", "--as-user", admin]
        environ = {
            **os.environ,
            **SECRETS,
            "DJANGO_SETTINGS_MODULE": "notify_portal.settings.local",
            "API_HOST_NAME": gate.url,
            "BULK_FOLDER": str(folder),
        }
        process = subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()
