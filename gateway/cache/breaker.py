"""Keeps reads of one process away from a store that does not answer."""

import threading
import time
from collections.abc import Callable


class Breaker:
    """Closed until a step fails, then open for a window, after which one reader at a time tries again."""

    def __init__(self, window: Callable[[], float], clock: Callable[[], float] = time.monotonic) -> None:
        self._window = window
        self._clock = clock
        self._lock = threading.Lock()
        self._open_until: float | None = None

    @property
    def is_open(self) -> bool:
        return self._open_until is not None

    def allows(self) -> bool:
        """Whether this reader may ask the store. Of all that come after the window, only one is let through."""
        if self._open_until is None:
            return True
        with self._lock:
            if self._open_until is None:
                return True
            now = self._clock()
            if now < self._open_until:
                return False
            self._open_until = now + self._window()
            return True

    def failed(self) -> bool:
        """The store did not answer. True when this opened the breaker, False when it was open already."""
        with self._lock:
            opened = self._open_until is None
            self._open_until = self._clock() + self._window()
            return opened

    def succeeded(self) -> None:
        if self._open_until is not None:
            with self._lock:
                self._open_until = None
