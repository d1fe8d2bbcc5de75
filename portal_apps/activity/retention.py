"""How much longer messages are kept, with everything that is made of them."""

from datetime import UTC, datetime, timedelta

from gateway.times import parse_time


def days_left(since: str, days: int) -> int:
    """Of what was made then, counting today; 0 once it is gone."""
    left = parse_time(since) + timedelta(days=days) - datetime.now(tz=UTC)
    return max(0, -(-left // timedelta(days=1)))
