"""Answers already seen in the running request or command, so that a page asks once for each."""

import threading
from collections.abc import Mapping
from contextvars import ContextVar


class Memo:
    """Values as JSON text: every reader decodes a copy of its own, so changing one changes nobody else's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: dict[str, bytes] = {}
        self._generation = 0

    @property
    def generation(self) -> int:
        """Take it before reading, and hand it to `keep` with what was read."""
        return self._generation

    def get(self, key: str) -> bytes | None:
        return self._values.get(key)

    def keep(self, values: Mapping[str, bytes], generation: int) -> None:
        """Remember values by key, unless a write was made since they were asked for (by another thread of the page)."""
        with self._lock:
            if generation == self._generation:
                self._values.update(values)

    def drop(self) -> None:
        """Forget everything: a write was made."""
        with self._lock:
            self._generation += 1
            self._values.clear()


_current: ContextVar[Memo | None] = ContextVar("gateway_cache_memo", default=None)


def current() -> Memo | None:
    """The memo of the running scope. Threads that run in a copy of the context share it."""
    return _current.get()


class scope:  # noqa: N801 - reads as the function it stands for: `with memo.scope():`
    """Remember answers until the end of the block: around one request, or one step of a long command."""

    def __enter__(self) -> Memo:
        memo = Memo()
        self._token = _current.set(memo)
        return memo

    def __exit__(self, *_error: object) -> None:
        _current.reset(self._token)


def drop() -> None:
    """Forget what the running scope remembers."""
    if (memo := _current.get()) is not None:
        memo.drop()
