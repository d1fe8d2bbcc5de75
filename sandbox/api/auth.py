"""The JWT every route asks for, with the API's exact refusals."""

import time

from django.http import HttpRequest

from sandbox import settings
from sandbox.api import jwt
from sandbox.api.errors import AuthError

SCHEME = "bearer "
CLOCK_TOLERANCE_SECONDS = 30

NO_HEADER = "Unauthorized: authentication token must be provided"
OTHER_SCHEME = "Unauthorized: authentication bearer scheme must be used"
OTHER_ISSUER = "Unauthorized: not allowed to perform this action"
KEY_NOT_FOUND = "Invalid token: API key not found"
CLOCK = "Error: Your system clock must be accurate to within 30 seconds"
OTHER_ALGORITHM = "Invalid token: algorithm used is not HS256"
NO_ISSUER = "Invalid token: iss field not provided"
UNREADABLE = (
    "Invalid token: make sure your API token matches the example at "
    "https://docs.notifications.service.gov.uk/rest-api.html#authorisation-header"
)


def authenticate(request: HttpRequest) -> None:
    """Raises AuthError unless the request carries a fresh token of the portal, signed with one of its secrets."""
    token = read_token(request)
    issuer = token.claims.get("iss")
    if not issuer:
        raise AuthError(NO_ISSUER, 403)
    secrets = settings.INTERNAL_CLIENT_API_KEYS.get(str(issuer))
    if issuer != settings.ADMIN_CLIENT_USER_NAME or not secrets:
        raise AuthError(OTHER_ISSUER, 401)
    if token.algorithm != jwt.ALGORITHM:
        raise AuthError(OTHER_ALGORITHM, 403)
    issued_at = token.claims.get("iat")
    if issued_at is None or not any(token.is_signed_with(secret) for secret in secrets):
        raise AuthError(KEY_NOT_FOUND, 403)
    check_clock(issued_at)


def read_token(request: HttpRequest) -> jwt.Token:
    """What the request carries, its signature not yet checked. Raises AuthError."""
    header = request.headers.get("Authorization", "")
    if not header:
        raise AuthError(NO_HEADER, 401)
    if header[: len(SCHEME)].lower() != SCHEME:
        raise AuthError(OTHER_SCHEME, 401)
    try:
        return jwt.read(header[len(SCHEME) :])
    except ValueError:
        raise AuthError(UNREADABLE, 403) from None


def check_clock(issued_at: object) -> None:
    """Raises AuthError for a token that is older, or younger, than the API tolerates."""
    if not isinstance(issued_at, int | float):
        raise AuthError(UNREADABLE, 403)
    # Whole seconds on both sides, as the token carries them: 30 is still accurate, 31 is not.
    if abs(int(time.time()) - int(issued_at)) > CLOCK_TOLERANCE_SECONDS:
        raise AuthError(CLOCK, 403)
