"""What was changed about a service and its API keys, by whom and when: from the versions that the API keeps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Any

from gateway import fan_out, service_api_client, user_api_client
from gateway.times import parse_time
from portal_apps.core.formatting import LONDON, thousands

# The attributes that the history keeps, as people call them.
LABELS = {
    "name": "Service name",
    "active": "In use",
    "restricted": "Trial mode",
    "email_message_limit": "Daily email limit",
    "sms_message_limit": "Daily text message limit",
    "letter_message_limit": "Daily letter limit",
    "custom_email_sender_name": "Email sender name",
    "email_sender_local_part": "Email sender address",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `changes` are (what, before, after)."""

    at: datetime
    what: str
    by: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    events: list[Event]


def events_of(service_id: str) -> list[Event]:
    """Everything that is known, the latest first. From two calls at once."""
    history, team = fan_out(
        lambda: service_api_client.get_service_history(service_id),
        lambda: user_api_client.get_users_for_service(service_id),
    )
    names = {person["id"]: person["name"] for person in team}
    events = [*_of_service(history["service_history"], names), *_of_keys(history["api_key_history"], names)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def by_day(events: list[Event]) -> list[Day]:
    return [Day(day, list(found)) for day, found in groupby(events, key=lambda event: event.at.date())]


def _of_service(versions: list[dict[str, Any]], names: dict[str, str]) -> Iterator[Event]:
    ordered = sorted(versions, key=lambda row: row["version"])
    for first in ordered[:1]:
        yield Event(_when(first["created_at"]), "Service created", _who(first, names))
    for before, after in pairwise(ordered):
        changes = tuple(
            (label, _in_words(before.get(name)), _in_words(after.get(name)))
            for name, label in LABELS.items()
            if before.get(name) != after.get(name)
        )
        what = "Settings changed" if changes else "Other settings changed"
        yield Event(_when(after["updated_at"] or after["created_at"]), what, _who(after, names), changes)


def _of_keys(versions: list[dict[str, Any]], names: dict[str, str]) -> Iterator[Event]:
    """The versions of a key may come in any order; one that has ended was made before."""
    for row in versions:
        if row["expiry_date"]:
            yield Event(
                _when(row["updated_at"] or row["expiry_date"]),
                f"API key revoked: {row['name']}",
                _who(row, names),
            )
    for row in {row["id"]: row for row in versions}.values():
        yield Event(_when(row["created_at"]), f"API key created: {row['name']}", _who(row, names))


def _who(row: dict[str, Any], names: dict[str, str]) -> str:
    return names.get(row["created_by_id"], "Somebody who is not in the team")


def _when(text: str) -> datetime:
    return parse_time(text).astimezone(LONDON)


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return thousands(value) if isinstance(value, int) else str(value or "Not set")
