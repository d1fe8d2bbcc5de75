"""Message counts of a service: what the dashboard shows, added up from the API's statistics by template."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal_apps.core.statuses import FAILED

NOT_SENT = frozenset({"cancelled"})

# Above this share of failures somebody should look at the addresses.
HIGH_FAILURE_PERCENTAGE = 3


@dataclass(frozen=True, slots=True)
class ChannelTotal:
    channel: str
    requested: int
    failed: int

    @property
    def failure_percentage(self) -> float:
        return 100 * self.failed / self.requested if self.requested else 0.0

    @property
    def fails_often(self) -> bool:
        return self.failure_percentage > HIGH_FAILURE_PERCENTAGE


@dataclass(frozen=True, slots=True)
class TemplateUse:
    template_id: str
    name: str
    channel: str
    count: int
    share: float  # of the most used template, 0 to 1


@dataclass(frozen=True, slots=True)
class MessageCounts:
    """Totals by channel and use by template, most used first."""

    totals: dict[str, ChannelTotal]
    templates: list[TemplateUse]

    @classmethod
    def from_rows(cls, rows: Iterable[dict[str, Any]]) -> "MessageCounts":
        counted = [row for row in rows if row["status"] not in NOT_SENT]
        return cls(totals=_totals(counted), templates=_template_use(counted))


def _totals(rows: list[dict[str, Any]]) -> dict[str, ChannelTotal]:
    requested = dict.fromkeys(("email", "sms", "letter"), 0)
    failed = dict(requested)
    for row in rows:
        requested[row["template_type"]] += row["count"]
        failed[row["template_type"]] += row["count"] if row["status"] in FAILED else 0
    return {channel: ChannelTotal(channel, number, failed[channel]) for channel, number in requested.items()}


def _template_use(rows: list[dict[str, Any]]) -> list[TemplateUse]:
    facts: dict[str, dict[str, Any]] = {}
    counts: dict[str, int] = {}
    for row in rows:
        template_id = row["template_id"]
        facts[template_id] = row
        counts[template_id] = counts.get(template_id, 0) + row["count"]
    most = max(counts.values(), default=0)
    use = [
        TemplateUse(
            template_id=template_id,
            name="Provided as PDF" if row["is_precompiled_letter"] else row["template_name"],
            channel=row["template_type"],
            count=counts[template_id],
            share=counts[template_id] / most if most else 0.0,
        )
        for template_id, row in facts.items()
    ]
    return sorted(use, key=lambda template: (-template.count, template.name.lower()))
