"""When things happened, counted back from the moment the crowd was first asked for."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sandbox import dates
from sandbox.world.messages import HOURS, WINDOW_DAYS

DAY = 86_400
HOUR = 3_600


class Moments:
    def __init__(self, now: datetime) -> None:
        self.now = now
        self.seconds = now.timestamp()
        self.first = self.seconds - WINDOW_DAYS * DAY
        self.midnight = dates.london_midnight(dates.london_day(now)).timestamp()

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def of_the_week(self, chance: random.Random, count: int) -> list[float]:
        """So many moments of the last seven days in seconds, in order, likelier by day than by night."""
        return sorted(self._of_the_week(chance, count))

    def _of_the_week(self, chance: random.Random, count: int) -> Iterator[float]:
        for hour in chance.choices(range(24), HOURS, k=count):
            at = self.midnight - chance.randrange(WINDOW_DAYS + 1) * DAY + (hour + chance.random()) * HOUR
            if at >= self.seconds:
                at -= DAY
            yield at if at > self.first else at + DAY


def plain(seconds: float) -> str:
    """As either database takes it."""
    return str(datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None))
