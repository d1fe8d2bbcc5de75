"""How fast a run goes, and how long it waits for an API that is away."""

import random
import threading
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum

from gateway.errors import CacheUnavailable, HTTPError, TooManyRequests, Unavailable
from portal_apps.bulk.errors import ApiAway, Interrupted

TRANSIENT = (Unavailable, TooManyRequests, CacheUnavailable)

FIRST_WAIT, LONGEST_WAIT, MOST_DOUBLINGS = 0.25, 15.0, 10
# How late a request may be and still be made up for: threads wake up when they can.
CATCH_UP_SECONDS = 0.05


class Pace:
    """At most `rate` requests a second of all workers together; `take` returns when the next one may go out."""

    def __init__(self, rate: float | None) -> None:
        self._interval = 1 / rate if rate else 0.0
        self._lock = threading.Lock()
        self._next = 0.0

    def take(self) -> None:
        if not self._interval:
            return
        with self._lock:
            now = time.monotonic()
            mine = max(self._next, now - CATCH_UP_SECONDS)
            self._next = mine + self._interval
        if mine > now:
            time.sleep(mine - now)


class Asked(Enum):
    """An API may answer one and not the other, as it does while the cache is away that only writes wait for."""

    READ = "read"
    WRITE = "write"


class Patience:
    """What all workers know of an API that does not answer: since when, and until when it asked to be left alone."""

    def __init__(self, seconds: float, stop: "Stop") -> None:
        self._seconds = seconds
        self._stop = stop
        self._lock = threading.Lock()
        self._away_since: dict[Asked, float] = {}
        self._left_alone_until = 0.0
        self.waits = 0

    def before_call(self) -> None:
        """Returns when the API no longer asks to be left alone. Raises Interrupted while it does; a row that is on its way
        is otherwise brought to its end."""
        while (wait := self._left_alone_until - time.monotonic()) > 0:
            self._stop.wait(wait)

    def pause(self, seconds: float) -> None:
        """Raises Interrupted."""
        self._stop.wait(seconds)

    def answered(self, asked: Asked) -> None:
        self._away_since.pop(asked, None)

    def wait_after(self, error: Exception, attempt: int, asked: Asked) -> None:
        """Raises ApiAway when the API is away for longer than the patience, or asks for a longer wait."""
        now = time.monotonic()
        told = retry_after(error)
        with self._lock:
            self.waits += 1
            away = now - self._away_since.setdefault(asked, now)
            if max(away, told or 0) > self._seconds:
                raise ApiAway(_away(error, max(away, told or 0)))
            if told is not None:
                self._left_alone_until = max(self._left_alone_until, now + told)
        if told is None:
            longest = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempt, MOST_DOUBLINGS))
            # Otherwise all workers would come back in the same moment.
            self._stop.wait(longest * random.uniform(0.5, 1))  # noqa: S311 - no secret


class Stop:
    """Set by a signal, or by the first worker that cannot go on."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self.signal: int | None = None

    def ask(self, signal_number: int | None = None) -> None:
        self.signal = self.signal or signal_number
        self._event.set()

    @property
    def asked(self) -> bool:
        return self._event.is_set()

    def wait(self, seconds: float) -> None:
        """Raises Interrupted as soon as somebody asks."""
        self._event.wait(seconds)
        self.check()

    def check(self) -> None:
        if self.asked:
            raise Interrupted(self.signal or 0)


def retry_after(error: Exception) -> float | None:
    """The seconds that a Retry-After asks for, which may also be a date."""
    response = error.response if isinstance(error, HTTPError) else None
    text = "" if response is None else response.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(tz=UTC)).total_seconds())


def _away(error: Exception, seconds: float) -> str:
    if isinstance(error, CacheUnavailable):
        return f"The cache, which writes wait for, has been away for {seconds:.0f} s"
    if isinstance(error, TooManyRequests):
        return f"The API has asked to wait for {seconds:.0f} s"
    return f"The API has been away for {seconds:.0f} s"
