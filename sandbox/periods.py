"""Counting by days of London within the database, without a function of Python for every row.

London is whole hours from UTC, so the hours of UTC can be put together to its days.
"""

from datetime import UTC, date, datetime
from functools import lru_cache

from django.db.models import Expression, TextField
from django.db.models.functions import Cast, Left

from sandbox import dates

HOUR_DIGITS = len("2026-11-26 15")


def hour_of(column: str) -> Expression:
    """The hour a time lies in, as text that `london_day_of` reads."""
    return Left(Cast(column, TextField()), HOUR_DIGITS)


@lru_cache(maxsize=10_000)
def london_day_of(hour: str) -> date:
    return dates.london_day(datetime.fromisoformat(hour).replace(tzinfo=UTC))
