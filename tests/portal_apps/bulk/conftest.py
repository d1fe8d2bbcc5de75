"""Bulk commands in this process: what they print, and how they end."""

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
import responses
from django.core.management import call_command

from portal_apps.bulk import pace, rowwork
from tests.portal_apps.bulk.estate import Estate


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
