"""The signed links in e-mails. The portal reads them with the same three secrets; see docs/sandbox.md."""

import json
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from cryptography.fernet import Fernet, InvalidToken
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from sandbox import settings


class LinkExpiredError(Exception):
    pass


class LinkInvalidError(Exception):
    pass


def token_of(payload: str) -> str:
    """The payload, signed. Full stops are percent-encoded, because mail readers end a link at one."""
    if settings.TOKEN_SECRET_KEY:
        token = Fernet(settings.TOKEN_SECRET_KEY).encrypt(payload.encode()).decode()
    else:
        token = str(_serializer().dumps(payload))
    return token.replace(".", "%2E")


def payload_of(token: str, max_age_seconds: int) -> str:
    """Raises LinkExpiredError or LinkInvalidError. Tries Fernet first, as links may outlive a change of keys."""
    text = token.replace("%2E", ".")
    if settings.TOKEN_SECRET_KEY:
        with suppress(InvalidToken):
            return _decrypted(text.encode(), max_age_seconds)
    try:
        return str(_serializer().loads(text, max_age=max_age_seconds))
    except SignatureExpired as error:
        raise LinkExpiredError from error
    except BadData as error:
        raise LinkInvalidError from error


def _decrypted(token: bytes, max_age_seconds: int) -> str:
    """Raises InvalidToken when it was not made with the key, and LinkExpiredError when it was, but long ago."""
    fernet = Fernet(settings.TOKEN_SECRET_KEY)
    payload = fernet.decrypt(token).decode()
    try:
        fernet.decrypt(token, ttl=max_age_seconds)
    except InvalidToken as error:
        raise LinkExpiredError from error
    return payload


def link(
    path: str, payload: dict[str, Any] | str, host: str | None = None, next_page: str | None = None
) -> str:
    """<host>/<path>/<token>, with ?next= when the person is to be sent on."""
    text = payload if isinstance(payload, str) else json.dumps(payload)
    url = f"{(host or settings.ADMIN_BASE_URL).rstrip('/')}/{path}/{token_of(text)}"
    return f"{url}?next={quote(next_page, safe='')}" if next_page else url


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.SECRET_KEY, salt=settings.DANGEROUS_SALT)
