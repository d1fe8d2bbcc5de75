"""Messages of one service, a page at a time and backwards in time, so that none is met twice and none is passed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gateway import notification_api_client
from gateway.errors import NotFound
from portal_apps.activity.exports import PAGE_SIZE
from portal_apps.bulk.errors import RunStopped
from portal_apps.core.formatting import LONDON

Json = dict[str, Any]
COLUMNS = (
    "service_id",
    "id",
    "created_at",
    "template_type",
    "template_name",
    "recipient",
    "status",
    "client_reference",
    "job_name",
    "row_number",
    "created_by_name",
    "created_by_email_address",
    "api_key_name",
)
DATE = slice(len("2026-11-26"))
GONE = "The API no longer keeps the message that was written last: begin anew with another file"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Days are those of London, as in the times that the API writes into such rows."""

    first: date
    last: date
    channels: Sequence[str]
    statuses: Sequence[str]

    @property
    def days(self) -> int:
        """As the API counts them: back to the midnight so many days ago."""
        return max(0, (datetime.now(tz=LONDON).date() - self.first).days)

    def has(self, message: Json) -> bool:
        return str(self.first) <= message["created_at"][DATE] <= str(self.last)


@dataclass(frozen=True, slots=True)
class Page:
    """`last` is the id after which the next page begins; None where there is no next one."""

    messages: list[Json]
    last: str | None


def page_after(service_id: str, wanted: Wanted, last: str | None) -> Page:
    """The messages after this one, newest first. Raises RunStopped where the API does not know it any more."""
    try:
        answer = notification_api_client.get_notifications_for_service_for_csv(
            service_id,
            template_type=wanted.channels or None,
            status=wanted.statuses or None,
            older_than=last,
            page_size=PAGE_SIZE,
            limit_days=wanted.days,
        )
    except NotFound:
        if last:
            raise RunStopped(GONE) from None
        raise
    messages: list[Json] = answer["notifications"]
    if not messages and last:
        _check_is_kept(service_id, last)
    if len(messages) < min(PAGE_SIZE, answer.get("page_size") or PAGE_SIZE):
        return Page(messages, None)
    whole = _whole_seconds(messages)
    return Page(whole, whole[-1]["id"])


def _whole_seconds(messages: list[Json]) -> list[Json]:
    """The API goes on with what is older than the last message, and would pass over others of the same moment. So the last
    second, which may be cut, is left to the next page; unless there is no other on this one.
    """
    end = len(messages)
    while end and messages[end - 1]["created_at"] == messages[-1]["created_at"]:
        end -= 1
    return messages[:end] or messages


def _check_is_kept(service_id: str, message_id: str) -> None:
    """Nothing comes after a message of which nobody knows when it was."""
    try:
        notification_api_client.get_notification(service_id, message_id)
    except NotFound:
        raise RunStopped(GONE) from None
