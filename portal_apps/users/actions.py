"""Signing in, step by step, and what takes more than one call on the way."""

import uuid
from datetime import UTC, datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from gateway import EventType, acting_as, user_api_client
from gateway.errors import BadRequest, ServerError
from portal_apps.core import audit
from portal_apps.users import passwords, sessions
from portal_apps.users.half_sign_in import HalfSignIn, Step
from portal_apps.users.models import User
from portal_apps.users.next_page import next_page

STEP_OF_AUTH_TYPE = {
    "sms_auth": Step.TEXT_CODE,
    "email_auth": Step.EMAIL_LINK,
    "webauthn_auth": Step.SECURITY_KEY,
}


class AddressTakenError(Exception):
    def __init__(self, user: User) -> None:
        super().__init__("somebody has this address already")
        self.user = user


def user_with_password(email_address: str, password: str) -> User | None:
    """The person who signs in with these; None, without saying why, when nobody does or the account is locked."""
    try:
        user = User.from_email_address_or_none(email_address)
    except BadRequest:
        # The API does not take this for an address, so nobody can have it.
        return None
    if user is None or user.is_locked or not (user.is_active or user.is_pending):
        return None
    return user if user_api_client.verify_password(user.id, password) else None


def register(name: str, email_address: str, mobile_number: str, password: str) -> None:
    """Make an account and send the link that confirms it. An e-mail alone tells somebody who has one already."""
    try:
        # Only an invitation can give people another way to sign in.
        new = new_account(name, email_address, mobile_number, password, "sms_auth")
    except AddressTakenError as taken:
        user_api_client.send_already_registered_email(taken.user.id, taken.user.email_address)
    else:
        user_api_client.send_verify_email(new.id, new.email_address)


def new_account(
    name: str, email_address: str, mobile_number: str | None, password: str, auth_type: str
) -> User:
    """Raises AddressTakenError when somebody has this address, also when they were only a moment quicker."""
    user = User.from_email_address_or_none(email_address)
    if user:
        raise AddressTakenError(user)
    try:
        new = user_api_client.register_user(name, email_address, mobile_number, password, auth_type)
    except (BadRequest, ServerError):
        # An API that trips over an address in use says no more than that it tripped.
        user = User.from_email_address_or_none(email_address)
        if user is None:
            raise
        raise AddressTakenError(user) from None
    return User.from_json(new)


def begin_sign_in(request: HttpRequest, user: User) -> Step:
    """Send what the person needs for the next step. To be called for somebody whose password was right."""
    step = STEP_OF_AUTH_TYPE[user.auth_type] if user.is_active else Step.REGISTRATION
    send_for_step(request, user, step)
    HalfSignIn.begin(request, user.id, step)
    return step


def begin_with_new_password(request: HttpRequest, user: User, password: str) -> Step:
    """As begin_sign_in, for somebody who opened the link for a new password: it is kept until the second factor."""
    sealed = passwords.seal(password, user.id, user.facts["password_changed_at"])
    if user.is_pending:
        return begin_confirmation(request, user, sealed)
    step = STEP_OF_AUTH_TYPE[user.auth_type]
    send_for_step(request, user, step)
    HalfSignIn.begin(request, user.id, step, sealed)
    return step


def begin_confirmation(request: HttpRequest, user: User, sealed_password: str = "") -> Step:
    """Send a code to the phone of a new account. To be called for somebody who opened a link sent to its address."""
    send_for_step(request, user, Step.NEW_ACCOUNT_CODE)
    HalfSignIn.begin(request, user.id, Step.NEW_ACCOUNT_CODE, sealed_password)
    return Step.NEW_ACCOUNT_CODE


def send_code_to_corrected_number(user: User, mobile_number: str) -> None:
    """To be called for the person of a new account who has proven its address: nothing else protects the number yet."""
    if mobile_number != user.mobile_number:
        user_api_client.update_user_attribute(user.id, mobile_number=mobile_number)
    user_api_client.send_verify_code(user.id, "sms", mobile_number)


def send_for_step(request: HttpRequest, user: User, step: Step) -> None:
    """The text message or e-mail of a step. The API sends nothing while five codes wait, and does not say so."""
    if step in {Step.TEXT_CODE, Step.NEW_ACCOUNT_CODE}:
        user_api_client.send_verify_code(user.id, "sms", user.mobile_number)
    elif step in {Step.EMAIL_LINK, Step.EMAIL_ADDRESS}:
        user_api_client.send_verify_code(user.id, "email", None, next_page(request) or None)
    elif step is Step.REGISTRATION:
        user_api_client.send_verify_email(user.id, user.email_address)


def accept_new_password_link(user: User) -> None:
    """Whoever opened the link reads the mail of the account, and may try again if it was locked."""
    note_email_access(user)
    user_api_client.reset_failed_login_count(user.id)


def note_email_access(user: User) -> None:
    """Somebody has just shown that they read the mail of the account; they are not asked again for 90 days."""
    user_api_client.update_user_attribute(user.id, email_access_validated_at=_now())


def set_password(request: HttpRequest, user: User, password: str) -> User:
    """The person, with a password of their own choice. The event says that it has changed, and nothing else."""
    changed = User.from_json(user_api_client.update_password(user.id, password))
    with acting_as(user.id):
        audit.record(request, EventType.UPDATE_USER_PASSWORD, user_id=user.id, updated_by_id=user.id)
    return changed


def replace_password_by_email(request: HttpRequest, user: User, password: str) -> None:
    """For people who sign in by e-mail, the link for a new password is the second factor already."""
    set_password(request, user, password)
    sign_in_by_link(request, user)


def sign_in_by_link(request: HttpRequest, user: User) -> None:
    """Sign in somebody whose link had no code in it: only a code makes the API begin a new session and end the others."""
    user_api_client.update_user_attribute(user.id, current_session_id=str(uuid.uuid4()))
    finish_sign_in(request, User.from_id(user.id))


def finish_sign_in(request: HttpRequest, user: User) -> None:
    """Sign in somebody who has proven everything. `user` must have been read after the last proof."""
    half = HalfSignIn.of(request)
    if user.is_pending:
        user = User.from_json(user_api_client.activate_user(user.id)["data"])
    if not user.is_active:
        raise PermissionDenied
    if half and half.user_id == user.id and half.sealed_password:
        _replace_password(request, user, half.sealed_password)
    sessions.start(request, user)
    with acting_as(user.id):
        audit.record(request, EventType.SIGNED_IN, user_id=user.id)


def _replace_password(request: HttpRequest, user: User, sealed: str) -> None:
    password = passwords.unseal(sealed, user.id, user.facts["password_changed_at"])
    if password:
        set_password(request, user, password)
    else:
        messages.error(
            request, "Your new password was not saved, because your password has changed since you chose it"
        )


def _now() -> str:
    """UTC without a zone, which is how the API keeps its times."""
    return datetime.now(tz=UTC).replace(tzinfo=None).isoformat()
