"""The keys of the services beside the API, which the portal sends as they are."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from sandbox import settings
from sandbox.api.errors import ApiError

REFUSED = "Unauthorized Access"


@dataclass(frozen=True)
class ServiceKey:
    """One key for everybody, after a word of its own. `name` and `purpose` are for the description of the API."""

    name: str
    scheme: str
    key: str
    purpose: str

    def authenticate(self, request: HttpRequest) -> None:
        """Raises ApiError for any other key."""
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if scheme != self.scheme or not constant_time_compare(key, self.key):
            raise ApiError(REFUSED, 401)


PREVIEW = ServiceKey(
    "template_preview", "Token", settings.TEMPLATE_PREVIEW_API_KEY, "the service that draws letters"
)
DOWNLOAD = ServiceKey(
    "document_download", "Bearer", settings.DOCUMENT_DOWNLOAD_API_KEY, "the service that keeps files"
)
