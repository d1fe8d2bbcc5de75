"""The base of clients for the services beside the API: another host and key, the same transport, trace and errors."""

from typing import ClassVar

from django.conf import settings
from requests import Response

from gateway.base import NotifyAdminAPIClient, Query
from gateway.caller import current_caller


class OtherHostClient(NotifyAdminAPIClient):
    """Speaks to a service that knows a fixed key and no people. Subclasses name the settings, and the word before the key."""

    host_setting: ClassVar[str]
    key_setting: ClassVar[str]
    scheme: ClassVar[str]

    @property
    def base_url(self) -> str:
        return str(getattr(settings, self.host_setting))

    @property
    def api_key(self) -> str:
        return str(getattr(settings, self.key_setting))

    def generate_headers(self, api_token: str) -> dict[str, str]:
        """The trace, and the key. Who acts is no business of this service."""
        trace = current_caller().trace
        return {
            **(trace.headers() if trace else {}),
            "Content-type": "application/json",
            "Authorization": f"{self.scheme} {api_token}",
        }

    def send(self, path: str, body: bytes, params: Query | None = None) -> Response:
        """The answer to a POST. Raises the class of gateway.errors for any other status than a success."""
        return self._perform("POST", path, self.generate_headers(self.api_key), body, params)
