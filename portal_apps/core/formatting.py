"""How values read on a page: London time, thousands commas, plurals."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gateway.times import parse_time

LONDON = ZoneInfo("Europe/London")


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
    """today at 3:07pm, yesterday at midday, 5 November at 9:30am"""
    moment = _moment(value)
    today = datetime.now(tz=LONDON).date()
    days = {today: "today", today - timedelta(days=1): "yesterday", today + timedelta(days=1): "tomorrow"}
    day = days.get(moment.date()) or f"{moment.day} {moment:%B}"
    if moment.year != today.year:
        day = date(moment)
    return f"{day} at {time_of_day(moment)}"


def thousands(number: int) -> str:
    """1,234"""
    return f"{number:,}"


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
    "thousands": thousands,
    "count_of": count_of,
    "join_words": join_words,
}
