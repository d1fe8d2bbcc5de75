"""What a call really fences, heard from outside: by a second connection to Redis that listens to every command."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from redis import Redis

from gateway.cache.registry import GUARD_PREFIX
from tests.gateway.cache.support import an_id


@dataclass
class Listener:
    """Hears every command that Redis runs, those of scripts included."""

    client: Redis
    heard: Iterator[dict[str, Any]]

    def fenced_by(self, call: Callable[[], object]) -> list[str]:
        """The keys and patterns, filled in, whose guards became a fence during the call."""
        begin, end = (f"ECHO {an_id()}" for _ in range(2))
        self.client.execute_command(*begin.split())
        call()
        self.client.execute_command(*end.split())
        return sorted({fenced for command in self._between(begin, end) if (fenced := _fenced(command))})

    def _between(self, begin: str, end: str) -> Iterator[str]:
        commands = (heard["command"] for heard in self.heard)
        for command in commands:
            if command == begin:
                break
        for command in commands:
            if command == end:
                return
            yield command


def _fenced(command: str) -> str | None:
    name, key, state, *_ = *command.split(" "), "", ""
    is_fence = name == "SET" and key.startswith(GUARD_PREFIX) and state == "W"
    return key.removeprefix(GUARD_PREFIX) if is_fence else None


@contextmanager
def listening(url: str) -> Iterator[Listener]:
    with Redis.from_url(url) as client, client.monitor() as monitor:
        yield Listener(client, monitor.listen())
