"""A portal as a real process, the way `make run` starts it, for tests that use it over HTTP."""

import os
import sys

from tests.server_process import HOST, ServerProcess


class PortalProcess(ServerProcess):
    """`environ` says which API and which Redis, as it would in production."""

    name = "portal"

    def __init__(self, environ: dict[str, str]) -> None:
        super().__init__()
        self.environ = environ

    @property
    def url(self) -> str:
        """By the name that browsers trust with security keys without TLS."""
        return f"http://localhost:{self.port}"

    def command(self) -> list[str]:
        return [sys.executable, "-m", "gunicorn", "-c", "notify_portal/gunicorn.py", "notify_portal.wsgi"]

    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name != "API_HOST_NAME"}
        ours = {
            "DJANGO_SETTINGS_MODULE": "notify_portal.settings.local",
            "PORT": str(self.port),
            "BIND": f"{HOST}:{self.port}",
            "ADMIN_BASE_URL": self.url,
            # A sandbox draws letters and checks files as well.
            "TEMPLATE_PREVIEW_API_HOST": self.environ.get("API_HOST_NAME", ""),
            "DOCUMENT_DOWNLOAD_API_HOST": self.environ.get("API_HOST_NAME", ""),
        }
        return inherited | ours | self.environ
