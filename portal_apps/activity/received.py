"""Texts that people sent to a service: the latest of each person, a page at a time, and all of them for a file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

from gateway import fan_out, inbound_number_client, service_api_client
from gateway.times import parse_time
from portal_apps.core.formatting import LONDON, phone_number
from portal_apps.core.panels import Missed, or_missed

# What a list shows of a text; the whole of it is in the conversation.
LONGEST_EXCERPT = 160
COLUMNS = ("Phone number", "Message", "Received")


@dataclass(frozen=True, slots=True)
class ReceivedText:
    """One text; what has no name of its own here is in `facts`, the API's JSON."""

    facts: dict[str, Any]

    @property
    def id(self) -> str:
        return self.facts["id"]

    @property
    def number(self) -> str:
        """Whose it is: a phone number with its country code, or the name or short number of a system."""
        return self.facts["user_number"]

    @property
    def content(self) -> str:
        return self.facts["content"]

    @property
    def received_at(self) -> str:
        return self.facts["created_at"]

    @property
    def excerpt(self) -> str:
        """The beginning, on one line."""
        line = " ".join(self.content.split())
        return line if len(line) <= LONGEST_EXCERPT else f"{line[:LONGEST_EXCERPT].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of the people who wrote, whoever did last first. `number` is where they wrote to; empty without one, and
    where the API does not tell."""

    texts: list[ReceivedText]
    has_next: bool
    number: str = ""

    @classmethod
    def of_service(cls, service_id: str, page: int) -> Self:
        calls: tuple[Callable[[], Any], ...] = (
            lambda: cls.list_of(service_id, page),
            or_missed("number", lambda: _number_of(service_id)),
        )
        found, number = fan_out(*calls)
        return found if isinstance(number, Missed) else replace(found, number=number)

    @classmethod
    def list_of(cls, service_id: str, page: int) -> Self:
        """Without the number: what changes while the page is open."""
        answer = service_api_client.get_most_recent_inbound_sms(service_id, page=page)
        return cls([ReceivedText(facts) for facts in answer["data"]], has_next=answer["has_next"])


def _number_of(service_id: str) -> str:
    number: str = inbound_number_client.get_inbound_sms_number_for_service(service_id)["data"].get(
        "number", ""
    )
    return number


def texts_from(service_id: str, number: str = "") -> list[ReceivedText]:
    """Every text of one person, or of all of them, that the service still keeps; newest first."""
    return [ReceivedText(facts) for facts in service_api_client.get_inbound_sms(service_id, number)["data"]]


def rows_for_csv(texts: Iterable[ReceivedText]) -> Iterator[tuple[str, ...]]:
    """A row for each text."""
    for text in texts:
        received_at = parse_time(text.received_at).astimezone(LONDON)
        yield phone_number(text.number), text.content, f"{received_at:%Y-%m-%d %H:%M}"
