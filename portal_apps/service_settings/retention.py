"""How long messages are kept, channel by channel."""

from collections.abc import Iterable
from typing import Any

from portal_apps.core.formatting import count_of

USUAL_DAYS = 7
CHANNELS = {"email": "Emails", "sms": "Text messages", "letter": "Letters"}


def days_by_channel(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Every channel; one that nothing is set for has the usual days."""
    return dict.fromkeys(CHANNELS, USUAL_DAYS) | {
        row["notification_type"]: row["days_of_retention"] for row in rows
    }


def retention_lines(rows: Iterable[dict[str, Any]]) -> list[str]:
    """7 days, or a line for each channel when they differ."""
    days = days_by_channel(rows)
    if len(set(days.values())) == 1:
        return [count_of(days["email"], "day")]
    return [f"{CHANNELS[channel]}: {count_of(number, 'day')}" for channel, number in days.items()]
