"""Giving one message to the API, once: and finding out what became of it where the answer did not come.

Whoever presses the button twice, reloads the page or comes back to it is led to the message that there is. A draft says
before the API is asked that it is about to be, so that nothing which ends halfway is ever taken for nothing.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

from gateway import notification_api_client
from gateway.errors import (
    APIError,
    BadRequest,
    CacheUnavailable,
    Conflict,
    Forbidden,
    Gone,
    HTTPError,
    NotFound,
    TooManyRequests,
    Unauthorized,
)
from gateway.times import parse_time
from portal_apps.core.journeys import one_at_a_time
from portal_apps.sending.draft import Draft
from portal_apps.sending.one_message import OneMessage
from portal_apps.sending.questions import read_recipient
from portal_apps.sending.recipients.people import Person

# The API read the message and did not take it.
REFUSALS = (BadRequest, Unauthorized, Forbidden, NotFound, Conflict, Gone, TooManyRequests)
# How long the API may still be at a message after we gave up waiting: its own limit for an answer.
STILL_AT_IT = timedelta(seconds=30)
CLOCKS_DIFFER_BY = timedelta(seconds=5)
# One of today, or of the last minutes of yesterday.
DAYS_TO_SEARCH = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of three: the API has the message, it refused it, or nobody knows. `has_looked` is whether it could be
    searched for, and `may_try_again` whether it would have been found by now."""

    notification_id: str = ""
    refusal: HTTPError | None = None
    has_looked: bool = False
    may_try_again: bool = False


def send_once(message: OneMessage, *, again: bool = False) -> Outcome:
    """Send it, unless that was tried before: then `again` has to say that somebody knows. Raises CacheUnavailable."""
    with one_at_a_time(f"one-off-{message.draft.id}") as is_first:
        draft = message.draft.now()
        if draft is None or draft.notification_id or not is_first:
            return Outcome(draft.notification_id if draft else "")
        if draft.attempted_at:
            outcome = what_became_of(message, draft)
            if not (again and outcome.may_try_again):
                return outcome
        return _attempt(message, draft)


def what_became_of(message: OneMessage, draft: Draft) -> Outcome:
    """Look for a message that was attempted, with one call of the API."""
    attempted_at = datetime.fromisoformat(draft.attempted_at)
    try:
        found = _found(message, attempted_at - CLOCKS_DIFFER_BY)
    except APIError:
        return Outcome()
    if found:
        _note(draft, notification_id=found)
        return Outcome(found)
    is_settled = datetime.now(tz=UTC) - attempted_at > timedelta(seconds=settings.API_TIMEOUT) + STILL_AT_IT
    return Outcome(has_looked=True, may_try_again=is_settled)


def _attempt(message: OneMessage, draft: Draft) -> Outcome:
    draft.keep(attempted_at=datetime.now(tz=UTC).isoformat())
    try:
        sent = notification_api_client.send_notification(
            message.service.id,
            template_id=message.template.id,
            recipient=message.recipient,
            personalisation=message.personalisation,
            sender_id=message.sender_id,
        )
    except REFUSALS as refusal:
        _note(draft, attempted_at="")
        return Outcome(refusal=refusal)
    except APIError:
        return Outcome()
    _note(draft, notification_id=sent["id"])
    return Outcome(sent["id"])


def _note(draft: Draft, **answers: str) -> None:
    """Where it cannot be noted, the draft stays one of which nobody knows, and is looked for again."""
    with suppress(CacheUnavailable):
        draft.keep(**answers)


def _found(message: OneMessage, since: datetime) -> str:
    answer = notification_api_client.get_notifications_for_service(
        message.service.id,
        template_type=[message.template.template_type],
        to=message.draft.recipient.splitlines()[0],
        limit_days=DAYS_TO_SEARCH,
        include_jobs=False,
    )
    rows = [row for row in answer["notifications"] if parse_time(row["created_at"]) >= since]
    return next((row["id"] for row in rows if _is_same(message, row)), "")


def _is_same(message: OneMessage, row: dict[str, Any]) -> bool:
    """Nobody else's, from no file and no program, of this template, to the same person with the same words."""
    author = row["created_by"] or {}
    return (
        author.get("id") == message.user_id
        and not row["job"]
        and not row["api_key"]
        and row["template"]["id"] == message.template.id
        and _key(message, row["to"]) == _key(message, message.draft.recipient)
        and message.is_in(row)
    )


def _key(message: OneMessage, recipient: str) -> str:
    found = read_recipient(message.rules, recipient)
    return found.key if isinstance(found, Person) else recipient
