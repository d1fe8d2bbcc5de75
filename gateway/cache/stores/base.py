"""What the protocol asks of a store: six steps, each atomic and each one round trip."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from gateway.cache.registry import Entry, Plan
from gateway.cache.states import Lease


class StoreError(Exception):
    """The store refused or failed this command."""


class StoreAwayError(StoreError):
    """The store did not answer at all: not reached, cut off, or too slow."""


class Refusal(Enum):
    """Why there is no lease."""

    LEASED = auto()
    FENCED = auto()


@dataclass(frozen=True, slots=True)
class FilledMeanwhile:
    """Somebody else was faster; whether the value fits its guard is still to be checked."""

    value: bytes
    guard: bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """What a reader offers for a lease. `refuted` is a filled guard whose value turned out not to be ours."""

    token: str
    lease_ttl: float
    group_ttl: float
    refuted: bytes = b""


@dataclass(frozen=True, slots=True)
class Fill:
    """A value to keep, in seconds."""

    value: bytes
    value_ttl: float
    guard_ttl: float


class Store(Protocol):
    """Every method raises StoreError, or StoreAwayError when the store did not answer."""

    def look(self, keys: Sequence[str]) -> Sequence[bytes | None]: ...

    def acquire(self, entry: Entry, claim: Claim) -> Lease | FilledMeanwhile | Refusal: ...

    def fill(self, entry: Entry, lease: Lease, fill: Fill) -> bool: ...

    def abandon(self, entry: Entry, lease: Lease) -> None: ...

    def begin(self, plan: Plan, writer: str, fence_ttl: float) -> None: ...

    def end(self, plan: Plan, writer: str) -> None: ...

    def sweep(self, globs: Iterable[str]) -> None:
        """Remove raw values that only the API reads; costs a scan of the database."""

    def forget(self, globs: Iterable[str]) -> int | None:
        """Remove the answers that match; how many there were, or None. Writes in flight keep their fences."""
