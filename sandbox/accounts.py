"""Codes, locks and sessions: what happens to an account when somebody signs in."""

import secrets
import uuid
from datetime import timedelta

from django.db.models import QuerySet, Value
from django.db.models.functions import Lower

from sandbox import dates, mail
from sandbox.models import User, VerifyCode
from sandbox.models.people import NOBODY_SIGNED_IN

CODE_DIGITS = 5
CODE_LIFE = timedelta(minutes=30)
MOST_OPEN_CODES = 5
MOST_FAILED_LOGINS = 10


def with_address(email_address: str) -> QuerySet[User]:
    """Whoever has it, however it is written."""
    return User.objects.all().alias(lower=Lower("email_address")).filter(lower=Lower(Value(email_address)))


def new_code() -> str:
    """Five digits, no digit twice in a row, so that nobody mistypes a run of the same one."""
    digits = [secrets.choice("0123456789")]
    while len(digits) < CODE_DIGITS:
        digits.append(secrets.choice([digit for digit in "0123456789" if digit != digits[-1]]))
    return "".join(digits)


def has_too_many_open_codes(user: User) -> bool:
    still_good = VerifyCode.objects.filter(user=user, code_used=False, expiry_datetime__gt=dates.now())
    return still_good.count() >= MOST_OPEN_CODES


def send_sms_code(user: User, to: str) -> None:
    code = new_code()
    _remember(user, code, "sms")
    mail.sign_in_code(to, code)


def send_email_link(user: User, host: str | None, next_page: str | None) -> None:
    secret = str(uuid.uuid4())
    _remember(user, secret, "email")
    mail.sign_in_link(user, secret, host, next_page)


def is_locked(user: User) -> bool:
    return user.failed_login_count >= MOST_FAILED_LOGINS


def count_failure(user: User) -> None:
    user.failed_login_count += 1
    user.save(update_fields=["failed_login_count"])


def forget_failures(user: User) -> None:
    user.failed_login_count = 0
    user.save(update_fields=["failed_login_count"])


def has_failed_too_often_for_a_key(user: User) -> bool:
    """The API compares with the number of codes here, not with the number of failures that lock an account."""
    return user.failed_login_count >= MOST_OPEN_CODES


def start_session(user: User) -> None:
    """Signs the person in: a new session id ends every other session of theirs."""
    user.current_session_id = uuid.uuid4()
    user.logged_in_at = dates.now()
    user.failed_login_count = 0
    user.save()


def use_code(user: User, code: VerifyCode) -> None:
    code.code_used = True
    code.save(update_fields=["code_used"])
    if code.code_type == "email":
        user.email_access_validated_at = dates.now()
    start_session(user)


def archive(user: User) -> None:
    user.email_address = dates.archived(f"{user.id}@notify.tools")
    user.name = "Archived user"
    user.mobile_number = None
    user.auth_type = "email_auth"
    user.state = "inactive"
    user.current_session_id = NOBODY_SIGNED_IN
    user.set_password(secrets.token_urlsafe())
    user.save_change()


def _remember(user: User, code: str, code_type: str) -> None:
    VerifyCode.objects.create(
        user=user, code=code, code_type=code_type, expiry_datetime=dates.now() + CODE_LIFE
    )
