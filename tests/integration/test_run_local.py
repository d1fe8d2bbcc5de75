"""`make run`: one command starts everything and says where it is."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from notify_portal.settings.variables import BY_NAME
from tests.server_process import ROOT, free_port

STARTED = "Stop both with ctrl-C."


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command as a newcomer runs it, but on free ports and with a database of its own; and what it printed."""
    api, portal = free_port(), free_port()
    inherited = {
        name: value for name, value in os.environ.items() if name not in ("API_HOST_NAME", "REDIS_URL")
    }
    environ = inherited | {
        "DJANGO_SETTINGS_MODULE": "notify_portal.settings.local",
        "DATABASE_URL": f"sqlite:///{folder}/sandbox.sqlite3",
        "PORT": str(portal),
        "SANDBOX_PORT": str(api),
        "PYTHONUNBUFFERED": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_local"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        printed = ""
        for line in process.stdout:
            printed += line
            if STARTED in line:
                break
        yield process, printed
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What it says of itself, while it runs."""
    with running(tmp_path_factory.mktemp("local")) as (_process, text):
        yield text


class TestRunLocal:
    def test_prints_the_address_the_people_and_the_outbox_and_all_of_them_answer(self, printed):
        addresses = re.findall(r"http://[^\s]+", printed)

        assert "rosa.delgado@meadowbridge.gov.uk" in printed
        assert any(address.endswith("/sign-in") for address in addresses)
        assert any(address.endswith("/outbox") for address in addresses)
        assert {requests.get(address, timeout=30).status_code for address in addresses} <= {200, 404}

    def test_the_sandbox_draws_letters_for_the_key_that_the_portal_has(self, printed):
        api = re.search(r"Notify API: (http://\S+)", printed).group(1)
        [host, key] = [BY_NAME[f"TEMPLATE_PREVIEW_API_{name}"].default for name in ("HOST", "KEY")]

        answer = requests.post(
            f"{api}/get-page-count", headers={"Authorization": f"Token {key}"}, json={}, timeout=30
        )

        # The key is right, the request is not.
        assert (host, answer.status_code) == ("", 400)

    def test_ends_with_everything_it_started(self, tmp_path):
        with running(tmp_path) as (process, text):
            sign_in = re.search(r"http://\S+/sign-in", text).group()
            outbox = re.search(r"http://\S+/outbox", text).group()

            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)

            for address in (sign_in, outbox):
                with pytest.raises(requests.ConnectionError):
                    requests.get(address, timeout=30)
