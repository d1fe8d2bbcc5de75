"""The signed links that the API puts into e-mails. The secrets are the same on both sides."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from itsdangerous import BadData, URLSafeTimedSerializer


class BadLink(Exception):
    """Not signed by the API, cut short, or made for another purpose."""


class ExpiredLink(Exception):
    """A link that was good once."""


@dataclass(frozen=True, slots=True)
class LinkPurpose:
    """What a link is for shows in the names of its payload, and nowhere else."""

    payload_keys: frozenset[str]
    max_age: timedelta


EMAIL_AUTH = LinkPurpose(frozenset({"user_id", "secret_code"}), timedelta(minutes=30))
VERIFY_EMAIL = LinkPurpose(frozenset({"user_id", "email"}), timedelta(hours=1))
NEW_PASSWORD = LinkPurpose(frozenset({"email", "created_at"}), timedelta(hours=1))


def read(token: str, purpose: LinkPurpose) -> Mapping[str, str]:
    """The payload of a link made for this purpose. Raises BadLink or ExpiredLink."""
    # Full stops are percent-encoded in e-mails; some programs that follow links encode the percent sign once more.
    text, signed_at = _opened(token.replace("%2E", "."))
    try:
        payload = json.loads(text)
    except ValueError as cause:
        raise BadLink from cause
    if not isinstance(payload, dict) or payload.keys() != purpose.payload_keys:
        raise BadLink
    if datetime.now(tz=UTC) - signed_at > purpose.max_age:
        raise ExpiredLink
    return payload


def _opened(token: str) -> tuple[str, datetime]:
    """The signed text and when it was signed. Links may outlive a change of keys, so every key is tried."""
    if settings.TOKEN_SECRET_KEYS:
        fernet = MultiFernet([Fernet(key) for key in settings.TOKEN_SECRET_KEYS])
        # As bytes: a text with other letters than those of a token would be a fault in the library's eyes.
        signed = token.encode()
        with suppress(InvalidToken):
            return fernet.decrypt(signed).decode(), datetime.fromtimestamp(
                fernet.extract_timestamp(signed), tz=UTC
            )
    serializer = URLSafeTimedSerializer(
        [*reversed(settings.SECRET_KEY_FALLBACKS), settings.SECRET_KEY], salt=settings.DANGEROUS_SALT
    )
    try:
        text, signed_at = serializer.loads(token, return_timestamp=True)
    except BadData as cause:
        raise BadLink from cause
    return str(text), signed_at
