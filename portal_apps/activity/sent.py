"""The messages that a service has sent: how many of each outcome, and a page of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from gateway import fan_out, notification_api_client, service_api_client
from portal_apps.core.formatting import day_and_time
from portal_apps.core.pagination import PAGE_SIZE
from portal_apps.core.panels import Missed, or_missed
from portal_apps.core.statuses import FAILED, GROUPS, status_in_words, statuses_named
from portal_apps.message_templates.content.glimpse import Glimpses
from portal_apps.service_settings.retention import CHANNELS, days_by_channel

Json = dict[str, Any]

# What one download holds. More is a report, which the API makes by itself, and which has its limit too.
MOST_IN_A_DOWNLOAD = 250_000
MOST_IN_A_REPORT = 800_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages: of all channels, with any status and to anybody, unless told."""

    channel: str = ""
    status: str = ""
    to: str = ""
    page: int = 1

    @property
    def channels(self) -> list[str]:
        return [self.channel] if self.channel else list(CHANNELS)

    @property
    def filters(self) -> Json:
        """For the API. A search has one page only."""
        statuses = statuses_named(self.status)
        search = {"to": self.to} if self.to else {"page": self.page}
        return {
            "template_type": [self.channel] if self.channel else None,
            "status": statuses or None,
            **search,
        }


@dataclass(frozen=True, slots=True)
class Counts:
    total: int
    delivered: int
    failed: int

    @classmethod
    def of(cls, statistics: Json, channels: list[str]) -> Self:
        rows = [statistics[channel] for channel in channels]
        return cls(*(sum(row[name] for row in rows) for name in ("requested", "delivered", "failed")))

    @property
    def sending(self) -> int:
        return self.total - self.delivered - self.failed


@dataclass(frozen=True, slots=True)
class Row:
    """One message of the list, in the words of the page."""

    id: str
    recipient: str
    glimpse: str
    status: str
    has_failed: bool
    created_at: str
    at: str


def rows_of(messages: list[Json]) -> list[Row]:
    glimpses = Glimpses()
    return [_row(one, glimpses) for one in messages]


def _row(facts: Json, glimpses: Glimpses) -> Row:
    """Of a letter the first line of its address, which an uploaded one may not have yet."""
    address = (facts["to"] or facts["client_reference"] or "No address yet").strip()
    return Row(
        id=facts["id"],
        recipient=address.partition("\n")[0],
        glimpse=glimpses.of(facts["template"], facts["personalisation"]),
        status=status_in_words(facts["status"], facts["notification_type"]),
        has_failed=facts["status"] in FAILED,
        created_at=facts["created_at"],
        at=day_and_time(facts["created_at"]),
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """`counts` is None during a search, and `in_download` where nobody may download; both where the API does not say."""

    wanted: Wanted
    rows: list[Row]
    has_next: bool
    days_kept: int
    counts: Counts | None = None
    in_download: int | None = None
    missing: tuple[str, ...] = ()

    @classmethod
    def of_service(cls, service_id: str, wanted: Wanted, *, for_download: bool = False) -> Self:
        """Raises what the API raises about the messages: NotFound past the end."""
        retention = days_by_channel(service_api_client.get_service_data_retention(service_id))
        days = max(retention[channel] for channel in wanted.channels)
        calls = {} if wanted.to else _beside(service_id, wanted, days, for_download=for_download)
        answer, *others = fan_out(
            lambda: notification_api_client.get_notifications_for_service(
                service_id, limit_days=days, **wanted.filters
            ),
            *calls.values(),
        )
        beside = dict(zip(calls, others, strict=True))
        return cls(
            wanted,
            rows_of(answer["notifications"]),
            has_next=bool(answer["links"].get("next")),
            days_kept=days,
            missing=tuple(one.name for one in others if isinstance(one, Missed)),
            **{name: one for name, one in beside.items() if not isinstance(one, Missed)},
        )

    @property
    def is_cut(self) -> bool:
        """Whether a search may have found more than it shows."""
        return bool(self.wanted.to) and len(self.rows) >= PAGE_SIZE

    @property
    def length(self) -> int:
        """How many messages all pages of the list have; 0 where the API does not say."""
        of_group = (
            getattr(self.counts, self.wanted.status) if self.counts and self.wanted.status in GROUPS else None
        )
        return (self.in_download if of_group is None else of_group) or 0

    @property
    def is_too_long_to_download(self) -> bool:
        return self.length > MOST_IN_A_DOWNLOAD

    @property
    def is_too_long_for_a_report(self) -> bool:
        return self.length > MOST_IN_A_REPORT


def _beside(
    service_id: str, wanted: Wanted, days: int, *, for_download: bool
) -> dict[str, Callable[[], Any]]:
    calls: dict[str, Callable[[], Any]] = {
        "counts": or_missed(
            "number of messages",
            lambda: Counts.of(service_api_client.get_service_statistics(service_id, days), wanted.channels),
        )
    }
    if for_download:
        calls["in_download"] = or_missed(
            "size of the download",
            lambda: notification_api_client.get_notifications_count_for_service(
                service_id, wanted.channels, days
            ),
        )
    return calls
