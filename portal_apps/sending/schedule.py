"""When a file may be sent: now, or at any whole hour of the next seven days, as clocks in London show them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Self

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

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

    value: str
    name: str
    day: date

    @classmethod
    def at(cls, moment: datetime) -> Self:
        """9am, midday, or the second 1am of the night in which clocks go back."""
        local = moment.astimezone(LONDON)
        again = ", after the clocks go back" if local.fold else ""
        value = moment.replace(tzinfo=None).isoformat()
        return cls(value, time_of_day(local).replace(":00", "") + again, local.date())


@dataclass(frozen=True, slots=True)
class Day:
    name: str
    hours: list[Hour]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The same for a whole hour, so that it is worked out and drawn once."""

    first: datetime
    count: int
    today: date
    may_be_now: bool

    @classmethod
    def of(cls, now: datetime, earliest: datetime | None = None) -> Self:
        """`earliest` is when there is room for a file that is too large for what is left of today. Both in UTC."""
        begin = earliest or now + A_MOMENT
        first = begin.replace(minute=0, second=0, microsecond=0)
        if first < begin:
            first += HOUR
        count = (now + FURTHEST - first) // HOUR + 1
        return cls(first, count, now.astimezone(LONDON).date(), earliest is None)

    @property
    def hours(self) -> tuple[Hour, ...]:
        return _hours(self.first.astimezone(UTC), self.count)

    @property
    def choices(self) -> list[tuple[str, str]]:
        later = [(hour.value, hour.name) for hour in self.hours]
        return [*([(NOW, "Now")] if self.may_be_now else []), *later]

    @property
    def days(self) -> list[Day]:
        names = {self.today: "Today", self.today + timedelta(days=1): "Tomorrow"}
        return [
            Day(names.get(day) or f"{day:%A} {day.day} {day:%B}", list(hours))
            for day, hours in groupby(self.hours, key=lambda hour: hour.day)
        ]

    def radios(self, chosen: str = NOW) -> SafeString:
        """All of them as HTML, the hours of a day behind its name."""
        return _radios(self, chosen if any(hour.value == chosen for hour in self.hours) else NOW)


@lru_cache(maxsize=8)
def _hours(first: datetime, count: int) -> tuple[Hour, ...]:
    return tuple(Hour.at(first + HOUR * number) for number in range(count))


@lru_cache(maxsize=8)
def _radios(schedule: Schedule, chosen: str) -> SafeString:
    html = render_to_string("sending/schedule.html", {"schedule": schedule, "chosen": chosen})
    return SafeString(html)
