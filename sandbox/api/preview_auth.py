"""The key of the service that draws letters, which the portal sends as it is."""

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from sandbox import settings
from sandbox.api.errors import ApiError

SCHEME = "Token"
REFUSED = "Unauthorized Access"


def authenticate_preview(request: HttpRequest) -> None:
    """Raises ApiError for any other key."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme != SCHEME or not constant_time_compare(key, settings.TEMPLATE_PREVIEW_API_KEY):
        raise ApiError(REFUSED, 401)
