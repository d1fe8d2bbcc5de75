"""The sandbox never runs where it could be taken for the real thing."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
import requests

from sandbox.production import is_loopback, is_production_module, is_public, public_signs, secret_signs
from tests.sandbox.caller import TIMEOUT
from tests.server_process import ROOT

GENERATED = "9f86d081884c7d659a2feaa0c55ad015"


@pytest.fixture
def command(tmp_path):
    """Runs a command of the sandbox to its end, with a database of its own and this in its environment."""

    def run(*arguments, **environ):
        inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=inherited | {"DATABASE_URL": f"sqlite:///{tmp_path}/sandbox.sqlite3", **environ},
            capture_output=True,
            text=True,
            check=False,
            timeout=TIMEOUT * 6,
        )

    return run


class TestSecrets:
    @pytest.mark.parametrize(
        "secret",
        ["", "dev-notify-secret-key", "a-secret-of-the-tests-that-is-long-enough", "0" * 40, "short-1a"],
    )
    def test_one_that_somebody_typed_is_no_sign(self, secret):
        assert secret_signs({"SECRET_KEY": secret}) == []

    @pytest.mark.parametrize("secret", [GENERATED, "kJ8#mQ2$vN5!pR7^tW9&yB3*eH6(zL4)"])
    def test_one_that_a_machine_made_is(self, secret):
        assert secret_signs({"ADMIN_CLIENT_SECRET": secret}) == [
            "ADMIN_CLIENT_SECRET looks like a real secret"
        ]


class TestAddresses:
    @pytest.mark.parametrize(
        "host",
        [
            "localhost",
            "127.0.0.1",
            "[::1]",
            "10.1.2.3",
            "portal",
            "portal.localhost",
            "notify.test",
            "a.local",
        ],
    )
    def test_of_ones_own_network(self, host):
        assert not is_public(host)

    @pytest.mark.parametrize("host", ["www.notify.example.gov.uk", "example.com", "8.8.8.8", ".gov.uk."])
    def test_of_everybodys(self, host):
        assert is_public(host)

    def test_signs_are_public_addresses_under_https_and_public_hosts(self):
        environ = {
            "ADMIN_BASE_URL": "https://www.notify.service.gov.uk",
            "API_HOST_NAME": "http://api.notify.service.gov.uk",
            "ALLOWED_HOSTS": "localhost, www.notify.service.gov.uk",
        }

        assert public_signs(environ) == [
            "ADMIN_BASE_URL is a public https address",
            "ALLOWED_HOSTS names www.notify.service.gov.uk",
        ]

    @pytest.mark.parametrize(
        "environ",
        [{}, {"ADMIN_BASE_URL": "https://localhost:6012", "ALLOWED_HOSTS": "*"}, {"ADMIN_BASE_URL": ""}],
    )
    def test_no_signs(self, environ):
        assert public_signs(environ) == []

    @pytest.mark.parametrize(
        ("host", "only_this_machine"),
        [("127.0.0.1", True), ("::1", True), ("localhost", True), ("192.0.2.1", False), ("portal", False)],
    )
    def test_of_this_machine(self, host, only_this_machine):
        assert is_loopback(host) is only_this_machine


class TestSettingsModule:
    @pytest.mark.parametrize(
        ("module", "expected"),
        [
            ("notify_portal.settings.production", True),
            ("settings.prod", True),
            ("notify_portal.settings.local", False),
            ("products.settings", False),
            (None, False),
        ],
    )
    def test_of_production(self, module, expected):
        assert is_production_module(module) is expected


class TestCommands:
    @pytest.mark.parametrize("name", ["sandbox", "sandbox_reset"])
    def test_refuse_the_settings_of_production(self, command, name):
        done = command(name, DJANGO_SETTINGS_MODULE="notify_portal.settings.production")

        assert done.returncode == 1
        assert "  - DJANGO_SETTINGS_MODULE is notify_portal.settings.production.\n" in done.stderr

    @pytest.mark.parametrize("name", ["sandbox", "sandbox_reset"])
    def test_refuse_real_secrets(self, command, name):
        done = command(name, "--anyone-can-reach-it", SECRET_KEY=GENERATED)

        assert done.returncode == 1
        assert "  - SECRET_KEY looks like a real secret.\n" in done.stderr
        assert GENERATED not in done.stderr

    def test_refuse_a_public_portal_unless_it_is_meant_to_be(self, command):
        refused = command("sandbox_reset", ADMIN_BASE_URL="https://www.notify.service.gov.uk")
        meant = command(
            "sandbox_reset", "--anyone-can-reach-it", ADMIN_BASE_URL="https://www.notify.service.gov.uk"
        )

        assert "  - ADMIN_BASE_URL is a public https address.\n" in refused.stderr
        assert (refused.returncode, meant.returncode) == (1, 0)

    def test_refuse_a_database_of_somebody_else(self, command, tmp_path):
        with closing(sqlite3.connect(tmp_path / "sandbox.sqlite3")) as database:
            database.execute("create table notifications (id integer)")
        done = command("sandbox_reset")
        with closing(sqlite3.connect(tmp_path / "sandbox.sqlite3")) as database:
            tables = database.execute("select name from sqlite_master").fetchall()

        assert "tables that are not the sandbox's, such as notifications" in done.stderr
        assert tables == [("notifications",)]

    def test_refuse_to_answer_other_machines_unless_told_to(self, command):
        done = command("sandbox", "--host", "0.0.0.0")  # noqa: S104 - it is refused

        assert done.returncode == 1
        assert "add --anyone-can-reach-it" in done.stderr


class TestAnswers:
    def test_say_who_speaks(self, sandbox):
        answer = requests.get(f"{sandbox.url}/_status", timeout=TIMEOUT)

        assert answer.headers["X-Notify-Sandbox"] == "nothing is really sent"
