"""Which messages of the outbox a page shows, and where the pages before and after it are."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.db.models import QuerySet, Value
from django.db.models.functions import Lower
from django.http import QueryDict

from sandbox import outbox_search
from sandbox.models import OutboxMessage
from sandbox.outbox_search import Place

ON_THE_PAGE = 50
LONGEST_NUMBER = 18
TYPES = {"email": "Emails", "sms": "Text messages"}
LOOKUPS = {"<": "number__lt", ">": "number__gt"}


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for. What cannot be meant is as if it were not there."""

    search: str
    message_type: str
    # The number of a message: those to its recipient are wanted. So nobody's address is in an address.
    alike: int | None
    place: Place

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        message_type = query.get("type", "")
        return cls(
            search=query.get("search", "").strip(),
            message_type=message_type if message_type in TYPES else "",
            alike=number_in(query, "alike"),
            place=Place(number_in(query, "before"), number_in(query, "after")),
        )

    @property
    def is_newest(self) -> bool:
        return self.place == Place()

    @property
    def recipient(self) -> str:
        message = OutboxMessage.objects.filter(number=self.alike).first()
        return message.to if message else ""

    def address(self, **place: int) -> str:
        """Of the page with the same messages, from a place on; without one, of the newest."""
        values = {"search": self.search, "type": self.message_type, "alike": self.alike, **place}
        return f"?{urlencode({name: value for name, value in values.items() if value})}"


@dataclass(frozen=True)
class Listing:
    """Newest first. `newer` and `older` are the addresses of the pages beside this one, empty where there is none."""

    messages: list[OutboxMessage]
    newer: str
    older: str


def listing(wanted: Wanted) -> Listing:
    found = _messages(wanted, ON_THE_PAGE + 1)
    shown, goes_on = found[:ON_THE_PAGE], len(found) > ON_THE_PAGE
    backwards = wanted.place.after is not None
    if backwards:
        shown.reverse()
    if not shown:
        return Listing([], "" if wanted.is_newest else wanted.address(), "")
    has_newer = goes_on if backwards else not wanted.is_newest
    has_older = backwards or goes_on
    return Listing(
        shown,
        wanted.address(after=shown[0].number) if has_newer else "",
        wanted.address(before=shown[-1].number) if has_older else "",
    )


def to_recipient(messages: QuerySet[OutboxMessage], recipient: str) -> QuerySet[OutboxMessage]:
    """However the address is written."""
    return messages.alias(lower_to=Lower("to")).filter(lower_to=Lower(Value(recipient)))


def _messages(wanted: Wanted, limit: int) -> list[OutboxMessage]:
    """As far from the place as the limit goes."""
    direction = "number" if wanted.place.order == "ASC" else "-number"
    rows = OutboxMessage.objects.select_related("template").order_by(direction)
    if wanted.search:
        numbers = outbox_search.found(wanted.search, wanted.message_type, wanted.place, limit)
        return list(rows.filter(number__in=numbers))
    if wanted.message_type:
        rows = rows.filter(message_type=wanted.message_type)
    if wanted.alike is not None:
        rows = to_recipient(rows, wanted.recipient)
    bounds = {LOOKUPS[sign]: number for sign, number in wanted.place.bounds}
    return list(rows.filter(**bounds)[:limit])


def number_in(query: QueryDict, name: str) -> int | None:
    text = query.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None
