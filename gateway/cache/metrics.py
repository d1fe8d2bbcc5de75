"""What happened in the cache, counted by family. Keys are never counted or logged: they name people and services."""

import logging
import threading
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

logger = logging.getLogger("gateway.cache")


class Event(StrEnum):
    HIT = "hit"
    MISS = "miss"
    LEASE_WAIT = "lease_wait"
    LEASE_TAKEOVER = "lease_takeover"
    FENCED_READ = "fenced_read"
    FILL_REFUSED = "fill_refused"
    FOREIGN_VALUE = "foreign_value"
    READ_ERROR = "read_error"
    BEGIN_REFUSED = "begin_refused"
    END_ERROR = "end_error"
    UNCERTAIN_WRITE = "uncertain_write"
    BREAKER_OPEN = "breaker_open"


LEVELS: Final = {
    Event.READ_ERROR: logging.WARNING,
    Event.BEGIN_REFUSED: logging.WARNING,
    Event.END_ERROR: logging.WARNING,
    Event.UNCERTAIN_WRITE: logging.WARNING,
    Event.BREAKER_OPEN: logging.WARNING,
}


class Counters:
    """Events of this process since it started, by (event, family)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: dict[tuple[Event, str], int] = {}

    def count(self, event: Event, *families: str, error: Exception | None = None) -> None:
        """Once for each family; an error is named in the log line."""
        counts = self._counts
        with self._lock:
            for family in families:
                counts[event, family] = counts.get((event, family), 0) + 1
        level = LEVELS.get(event, logging.DEBUG)
        if logger.isEnabledFor(level):
            cause = "" if error is None else f" ({error})"
            extra = {"cache_event": str(event), "cache_families": list(families)}
            logger.log(level, "Cache %s%s: %s", event, cause, ", ".join(families), extra=extra)

    def snapshot(self) -> Mapping[tuple[Event, str], int]:
        """A copy that no longer changes."""
        with self._lock:
            return dict(self._counts)

    def total(self, event: Event) -> int:
        return sum(number for (counted, _), number in self.snapshot().items() if counted is event)
