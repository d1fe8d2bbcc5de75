"""manage.py run_local: the portal on this machine, with a sandbox API beside it unless another API is named."""

import os
import signal
import subprocess
import sys
import time
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from notify_portal.settings.variables import ROOT

START_SECONDS = 60
POLL_SECONDS = 0.1


class Command(BaseCommand):
    help = "Start the portal, and the sandbox API when API_HOST_NAME is not set in the environment."

    def handle(self, *_args: Any, **_options: Any) -> None:
        signal.signal(signal.SIGTERM, _stop)
        processes: list[subprocess.Popen[bytes]] = []
        try:
            if not os.environ.get("API_HOST_NAME"):
                processes.append(
                    self._start("sandbox", f"{settings.API_HOST_NAME}/_status", *sandbox_command())
                )
            processes.append(
                self._start("portal", f"http://localhost:{settings.PORT}/_status", *portal_command())
            )
            self.stdout.write(self.style.SUCCESS(f"\nPortal: {settings.ADMIN_BASE_URL}/sign-in"))
            self.stdout.write(f"Notify API: {settings.API_HOST_NAME}\nStop both with ctrl-C.")
            _wait_for_any(processes)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping.")
        finally:
            for process in reversed(processes):
                process.terminate()
            for process in processes:
                process.wait()

    def _start(self, name: str, health_url: str, *command: str) -> subprocess.Popen[bytes]:
        # The table of people stays in sight: the sandbox writes a line for each request only when asked to.
        # Nobody but this machine may reach a portal that runs on development secrets.
        defaults = {"SANDBOX_LOG_LEVEL": "WARNING", "BIND": f"127.0.0.1:{settings.PORT}"}
        environment = defaults | os.environ | {"ADMIN_BASE_URL": settings.ADMIN_BASE_URL}
        process = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 - our own commands
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise CommandError(f"The {name} stopped while starting. Is its port in use?")
            if _answers(health_url):
                return process
            time.sleep(POLL_SECONDS)
        process.terminate()
        raise CommandError(f"The {name} did not answer at {health_url} within {START_SECONDS} seconds.")


def sandbox_command() -> tuple[str, ...]:
    port = urlsplit(settings.API_HOST_NAME).port
    return sys.executable, str(ROOT / "manage.py"), "sandbox", "--port", str(port)


def portal_command() -> tuple[str, ...]:
    configuration = str(ROOT / "notify_portal" / "gunicorn.py")
    options = ("-c", configuration, "--log-level", "error", "--reload")
    return sys.executable, "-m", "gunicorn", *options, "notify_portal.wsgi"


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=1).ok
    except requests.RequestException:
        return False


def _wait_for_any(processes: list[subprocess.Popen[bytes]]) -> None:
    """Until one of them stops: half a portal is of no use."""
    while all(process.poll() is None for process in processes):
        time.sleep(0.5)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
