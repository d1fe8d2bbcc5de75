"""Tokens of the public API: a service's id is the issuer, one of its API keys the secret."""

from uuid import UUID

from django.http import HttpRequest

from sandbox.api import jwt
from sandbox.api.auth import KEY_NOT_FOUND, NO_ISSUER, OTHER_ALGORITHM, check_clock, read_token
from sandbox.api.errors import AuthError
from sandbox.models import ApiKey, Service

NOT_AN_ID = "Invalid token: service id is not the right data type"
NO_SERVICE = "Invalid token: service not found"
NO_KEYS = "Invalid token: service has no API keys"
ARCHIVED = "Invalid token: service is archived"
REVOKED = "Invalid token: API key revoked"
FORBIDDEN = 403


def authenticate_service(request: HttpRequest) -> ApiKey:
    """The key that signed the token, with its service. Raises AuthError."""
    token = read_token(request)
    keys = _keys_of(token.claims.get("iss"))
    if token.algorithm != jwt.ALGORITHM:
        raise AuthError(OTHER_ALGORITHM, FORBIDDEN)
    issued_at = token.claims.get("iat")
    signed_by = next((key for key in keys if token.is_signed_with(key.secret)), None)
    if signed_by is None or issued_at is None:
        raise AuthError(KEY_NOT_FOUND, FORBIDDEN)
    check_clock(issued_at)
    if signed_by.expiry_date:
        raise AuthError(REVOKED, FORBIDDEN)
    return signed_by


def _keys_of(issuer: object) -> list[ApiKey]:
    if not issuer:
        raise AuthError(NO_ISSUER, FORBIDDEN)
    service = Service.objects.filter(id=_identifier(issuer)).first()
    if service is None:
        raise AuthError(NO_SERVICE, FORBIDDEN)
    keys = list(ApiKey.objects.filter(service=service).select_related("service"))
    if not keys:
        raise AuthError(NO_KEYS, FORBIDDEN)
    if not service.active:
        raise AuthError(ARCHIVED, FORBIDDEN)
    return keys


def _identifier(issuer: object) -> UUID:
    try:
        return UUID(str(issuer))
    except ValueError:
        raise AuthError(NOT_AN_ID, FORBIDDEN) from None
