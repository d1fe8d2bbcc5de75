"""How values read on a page: London time, thousands commas, plurals."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from gateway.times import parse_time

LONDON = ZoneInfo("Europe/London")
MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
UK_MOBILE = re.compile(r"(?:44|0)(7[0-9]{3})([0-9]{6})")
# Shorter ones are numbers of systems within a network, which no country code stands before.
INTERNATIONAL = re.compile(r"[1-9][0-9]{7,14}")


def _moment(value: str | datetime) -> datetime:
    return (value if isinstance(value, datetime) else parse_time(value)).astimezone(LONDON)


def date(value: str | datetime) -> str:
    """5 November 2026"""
    moment = _moment(value)
    return f"{moment.day} {moment:%B %Y}"


def time_of_day(value: str | datetime) -> str:
    """3:07pm, midday or midnight"""
    moment = _moment(value)
    if (moment.hour, moment.minute) == (12, 0):
        return "midday"
    if (moment.hour, moment.minute) == (0, 0):
        return "midnight"
    return f"{moment:%I:%M%p}".lstrip("0").lower()


def day_and_time(value: str | datetime) -> str:
    """today at 3:07pm, yesterday at midday, 5 November at 9:30am. “Tomorrow at midnight” could be either of two."""
    moment = _moment(value)
    today = datetime.now(tz=LONDON).date()
    time = time_of_day(moment)
    if moment.date() == today + timedelta(days=1) and time == "midnight":
        return "at midnight tonight"
    days = {today: "today", today - timedelta(days=1): "yesterday", today + timedelta(days=1): "tomorrow"}
    day = days.get(moment.date()) or f"{moment.day} {moment:%B}"
    if moment.year != today.year:
        day = date(moment)
    return f"{day} at {time}"


def duration(seconds: float) -> str:
    """less than a second, 12 seconds, 3 minutes, 2 hours and 5 minutes, 4 days"""
    whole = int(seconds)
    if whole < 1:
        return "less than a second"
    if whole < MINUTE:
        return count_of(whole, "second")
    if whole < HOUR:
        return count_of(whole // MINUTE, "minute")
    if whole < DAY:
        hours, minutes = divmod(whole // MINUTE, 60)
        return join_words([count_of(hours, "hour"), *([count_of(minutes, "minute")] if minutes else [])])
    return count_of(whole // DAY, "day")


def phone_number(number: str) -> str:
    """07700 900982, +33612345678: a number as the API normalises it, or one of our own; anything else as it is."""
    if british := UK_MOBILE.fullmatch(number):
        return f"0{british[1]} {british[2]}"
    return f"+{number}" if INTERNATIONAL.fullmatch(number) else number


def thousands(number: int) -> str:
    """1,234"""
    return f"{number:,}"


def pounds(amount: Decimal) -> str:
    """£1,234.50"""
    return f"£{amount:,.2f}"


def count_of(number: int, singular: str, plural: str = "") -> str:
    """1 template, 1,234 templates"""
    return f"{thousands(number)} {singular if number == 1 else plural or singular + 's'}"


def join_words(words: list[str], last: str = "and") -> str:
    """a, b and c"""
    *head, tail = words or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail


FILTERS: dict[str, Callable[..., str]] = {
    "date": date,
    "time_of_day": time_of_day,
    "day_and_time": day_and_time,
    "duration": duration,
    "phone_number": phone_number,
    "thousands": thousands,
    "pounds": pounds,
    "count_of": count_of,
    "join_words": join_words,
}
