"""The limit of the day beside what is about to be sent: one message, or the rows of a file. `sending/limits.html` shows it."""

from dataclasses import dataclass
from typing import Self

from gateway.errors import APIError
from portal_apps.services.limits import DailyLimit
from portal_apps.services.models import Service


@dataclass(frozen=True, slots=True)
class Today:
    """`wanted` messages of a kind are about to be sent; `subject` is what holds them: This message, This file."""

    daily: DailyLimit
    wanted: int
    subject: str

    @classmethod
    def of(cls, service: Service, kind: str, wanted: int, subject: str) -> Self | None:
        """At most one call of the API. None where it does not answer: it keeps to the limit by itself."""
        try:
            return cls(DailyLimit.of(service, kind), wanted, subject)
        except APIError:
            return None

    @property
    def left_after(self) -> int | None:
        """None where nobody can tell."""
        return None if self.daily.left is None else max(0, self.daily.left - self.wanted)

    @property
    def is_too_much(self) -> bool:
        return self.daily.left is not None and self.wanted > self.daily.left
