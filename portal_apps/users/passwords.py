"""New passwords: which ones are good enough, and how one waits, sealed, for the second factor."""

import json

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator

from portal_apps.users.half_sign_in import LIFETIME

SHORTEST = 8
LONGEST = 255
COMMON_PASSWORDS = CommonPasswordValidator().passwords


def fault_of(password: str, email_address: str) -> str:
    """What is wrong with a new password, in words for its owner; nothing when it will do."""
    if len(password) < SHORTEST:
        return f"Password must be {SHORTEST} characters or more"
    if len(password) > LONGEST:
        return f"Password must be {LONGEST} characters or fewer"
    if password.strip().lower() in COMMON_PASSWORDS:
        return "Choose a password that is harder to guess"
    if email_address and email_address.casefold() in password.casefold():
        return "Password must not contain your email address"
    return ""


def seal(password: str, user_id: str, password_changed_at: str) -> str:
    """The password, encrypted for this person, and good only until their password changes."""
    facts = {"user_id": user_id, "password": password, "replaces": password_changed_at}
    # It travels in a cookie, where letters written as six signs each would not fit.
    return _fernet().encrypt(json.dumps(facts, ensure_ascii=False).encode()).decode()


def unseal(sealed: str, user_id: str, password_changed_at: str) -> str:
    """The password that was sealed; nothing when it is too old, somebody else's, or has been used already."""
    try:
        facts = json.loads(_fernet().decrypt(sealed, ttl=int(LIFETIME.total_seconds())))
    except InvalidToken:
        return ""
    is_good = (facts["user_id"], facts["replaces"]) == (user_id, password_changed_at)
    return facts["password"] if is_good else ""


def _fernet() -> Fernet:
    return Fernet(settings.NEW_PASSWORD_ENCRYPTION_KEY)
