"""Moments as the API writes them."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def parse_time(text: str) -> datetime:
    """A moment with its zone: from `2026-11-05T15:07:00.000000Z`, `2026-11-05 15:07:00.000000` (UTC) or an HTTP date.

    Raises ValueError for anything else.
    """
    if text[:1].isalpha():
        return parsedate_to_datetime(text)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
