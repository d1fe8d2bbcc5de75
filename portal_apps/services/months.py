"""What a service sent in each month of a financial year, by channel and by template."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from portal_apps.core.statuses import FAILED
from portal_apps.services.statistics import NOT_SENT

CHANNELS = ("email", "sms", "letter")


@dataclass(frozen=True, slots=True)
class Month:
    """One month, with a row for each template that was used in it where these were asked for."""

    first_day: date
    counts: dict[str, int]
    failed: int = 0
    rows: list["TemplateMonth"] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.first_day:%B %Y}"

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class TemplateMonth:
    """`share` of its count is of the largest of one template and month, 0 to 1."""

    template_id: str
    name: str
    channel: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class MonthlyFigures:
    """The months of a year in which anything was sent, the latest first."""

    months: list[Month]

    @classmethod
    def by_channel(cls, answer: dict[str, dict[str, dict[str, int]]]) -> Self:
        """From {month: {channel: {status: count}}}."""
        months = [_month(name, channels) for name, channels in answer.items()]
        return cls(_latest_first(month for month in months if month.total))

    @classmethod
    def by_template(cls, rows: Iterable[dict[str, Any]]) -> Self:
        """From a row for each template and month."""
        by_month: dict[date, list[dict[str, Any]]] = {}
        for row in rows:
            by_month.setdefault(date(row["year"], row["month"], 1), []).append(row)
        most = max((row["count"] for rows in by_month.values() for row in rows), default=0)
        return cls(_latest_first(_month_of_templates(day, rows, most) for day, rows in by_month.items()))

    @property
    def totals(self) -> dict[str, int]:
        return {channel: sum(month.counts[channel] for month in self.months) for channel in CHANNELS}


def _month(name: str, channels: dict[str, dict[str, int]]) -> Month:
    year, month = map(int, name.split("-"))
    counts = {channel: _sent(channels.get(channel, {})) for channel in CHANNELS}
    failed = sum(
        count for statuses in channels.values() for status, count in statuses.items() if status in FAILED
    )
    return Month(date(year, month, 1), counts, failed)


def _month_of_templates(day: date, rows: list[dict[str, Any]], most: int) -> Month:
    counts = {channel: sum(row["count"] for row in rows if row["type"] == channel) for channel in CHANNELS}
    templates = [
        TemplateMonth(
            template_id=row["template_id"],
            name="Provided as PDF" if row["is_precompiled_letter"] else row["name"],
            channel=row["type"],
            count=row["count"],
            share=row["count"] / most,
        )
        for row in sorted(rows, key=lambda row: (-row["count"], row["name"].casefold()))
    ]
    return Month(day, counts, rows=templates)


def _sent(statuses: dict[str, int]) -> int:
    return sum(count for status, count in statuses.items() if status not in NOT_SENT)


def _latest_first(months: Iterable[Month]) -> list[Month]:
    return sorted(months, key=lambda month: month.first_day, reverse=True)
