"""What happened in the cache, counted by family. Keys are never counted or logged: they name people and services."""

import logging
import threading
from collections import Counter
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


WORTH_A_WARNING: Final = frozenset(
    {Event.READ_ERROR, Event.BEGIN_REFUSED, Event.END_ERROR, Event.UNCERTAIN_WRITE, Event.BREAKER_OPEN}
)


class Counters:
    """Events of this process since it started, by (event, family)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[Event, str]] = Counter()

    def count(self, event: Event, *families: str, error: Exception | None = None) -> None:
        """Once for each family; an error is named in the log line."""
        with self._lock:
            for family in families:
                self._counts[event, family] += 1
        level = logging.WARNING if event in WORTH_A_WARNING else logging.DEBUG
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
