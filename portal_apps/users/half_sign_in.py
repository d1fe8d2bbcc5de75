"""A sign-in on its way: who has given a password, and what has still to be proven. The cookie holds ids only."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from enum import StrEnum
from functools import wraps
from typing import Any, Self

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal_apps.users.next_page import redirect_with_next

IN_SESSION = "half_sign_in"
LIFETIME = timedelta(hours=1)


class Step(StrEnum):
    """What is asked for next; the value is the name of the page that asks."""

    TEXT_CODE = "users:two_factor_sms"
    EMAIL_LINK = "users:two_factor_email_sent"
    EMAIL_ADDRESS = "users:revalidate_email"
    SECURITY_KEY = "users:two_factor_webauthn"
    REGISTRATION = "users:resend_email_verification"
    NEW_ACCOUNT_CODE = "users:verify"  # the address of the new account is proven, its phone is not


@dataclass(frozen=True, slots=True)
class HalfSignIn:
    user_id: str
    step: Step
    started_at: int
    sealed_password: str = ""  # a new password that waits for the second factor, encrypted

    @classmethod
    def begin(cls, request: HttpRequest, user_id: str, step: Step, sealed_password: str = "") -> Self:
        half = cls(user_id, step, int(time.time()), sealed_password)
        request.session[IN_SESSION] = asdict(half)
        return half

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """The sign-in under way in this browser, for an hour after it began."""
        stored = request.session.get(IN_SESSION)
        if not stored or time.time() - stored["started_at"] > LIFETIME.total_seconds():
            return None
        return cls(**{**stored, "step": Step(stored["step"])})

    def move_to(self, step: Step, request: HttpRequest) -> None:
        request.session[IN_SESSION] = asdict(replace(self, step=step))


def forget(request: HttpRequest) -> None:
    request.session.pop(IN_SESSION, None)


def half_signed_in(
    *steps: Step,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Admit a sign-in that is at one of these steps, and no other: a step must not be stepped round.

    Whoever holds only a password must not be able to ask for another second factor than the account's own.
    """

    def guard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def admitted(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            half = HalfSignIn.of(request)
            if half is None:
                return redirect_with_next(request, "users:sign_in")
            if half.step not in steps:
                return redirect_with_next(request, half.step)
            return view(request, half, **kwargs)

        return admitted

    return guard
