"""When a letter is printed: at half past five in London, on the day it was made or on the next."""

from datetime import date, datetime, time, timedelta

from sandbox import dates

PRINT_TIME = time(17, 30)
# Half past five is midnight to the printer.
UNTIL_MIDNIGHT = timedelta(hours=6, minutes=30)


def print_day(created_at: datetime) -> date:
    local = created_at.astimezone(dates.LONDON).replace(tzinfo=None)
    return (local + UNTIL_MIDNIGHT).date()


def print_time(day: date) -> datetime:
    return datetime.combine(day, PRINT_TIME, dates.LONDON)


def is_too_late(created_at: datetime, now: datetime) -> bool:
    """Whether the printer has it already."""
    return now >= print_time(print_day(created_at))


def print_day_words(created_at: datetime, now: datetime) -> str:
    day = print_day(created_at)
    return "today" if day >= dates.london_day(now) else f"on {day.day} {day:%B}"
