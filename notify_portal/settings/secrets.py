"""Secrets that may rotate: one text, or a JSON list of which the first signs and all read."""

import base64
import hashlib
import json

DEVELOPMENT_SECRETS = frozenset({"dev-notify-secret-key", "dev-notify-salt"})


def as_keys(text: str) -> list[str]:
    """The keys in `text`, in order; an empty text holds none."""
    if text.startswith("["):
        return [str(key) for key in json.loads(text)]
    return [text] if text else []


def fernet_key(secret: str) -> str:
    """A Fernet key derived from another secret, for what this portal alone encrypts and reads."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"new-password:{secret}".encode()).digest()).decode()
