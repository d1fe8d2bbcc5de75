"""When a file may be sent: now, or at any whole hour of the next seven days, as clocks in London show it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import groupby

from portal_apps.core.formatting import LONDON, time_of_day

# The API takes no later time.
FURTHEST = timedelta(days=7)
HOUR = timedelta(hours=1)
# An hour that begins just now is over before somebody has chosen it.
A_MOMENT = timedelta(seconds=1)
NOW = ""


@dataclass(frozen=True, slots=True)
class Hour:
    """`value` is what the API is told: UTC, without saying so."""

    at: datetime

    @property
    def value(self) -> str:
        return self.at.astimezone(UTC).replace(tzinfo=None).isoformat()

    @property
    def day(self) -> date:
        return self.at.astimezone(LONDON).date()

    @property
    def name(self) -> str:
        """9am, midday, or the second 1am of the night in which clocks go back."""
        local = self.at.astimezone(LONDON)
        again = ", after the clocks go back" if local.fold else ""
        return time_of_day(local).replace(":00", "") + again


@dataclass(frozen=True, slots=True)
class Day:
    name: str
    hours: list[Hour]


@dataclass(frozen=True)
class Schedule:
    """`earliest` is when there is room for a file that is too large for what is left of today."""

    now: datetime
    earliest: datetime | None = None

    @property
    def may_be_now(self) -> bool:
        return self.earliest is None

    @cached_property
    def hours(self) -> list[Hour]:
        first = self.earliest or self.now + A_MOMENT
        whole = first.replace(minute=0, second=0, microsecond=0)
        if whole < first:
            whole += HOUR
        count = (self.now + FURTHEST - whole) // HOUR + 1
        return [Hour(whole + HOUR * number) for number in range(count)]

    @property
    def choices(self) -> list[tuple[str, str]]:
        later = [(hour.value, hour.name) for hour in self.hours]
        return [*([(NOW, "Now")] if self.may_be_now else []), *later]

    @property
    def days(self) -> list[Day]:
        today = self.now.astimezone(LONDON).date()
        names = {today: "Today", today + timedelta(days=1): "Tomorrow"}
        return [
            Day(names.get(day) or f"{day:%A} {day.day} {day:%B}", list(hours))
            for day, hours in groupby(self.hours, key=lambda hour: hour.day)
        ]
