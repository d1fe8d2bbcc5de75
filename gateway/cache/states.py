"""What a guard says, in bytes. Both stores and the protocol read and write guards only through this module.

| guard of a key        | means                                                                     |
|-----------------------|---------------------------------------------------------------------------|
| absent                | nothing known: a miss                                                     |
| L<token>;<stamps>     | a reader is filling the key (lease)                                       |
| V<digest>;<stamps>    | filled: the value counts while its digest and the group guards are these  |
| W <writer> <writer>   | writes in flight (fence): nobody may use or fill the key                  |

A group guard is G<token> or a fence. Tokens are unique and never counted up, so a guard that was evicted comes back as
a miss and never as a false match.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from gateway.cache.digests import SIZE, Digests, digest

FENCE = b"W"
LEASE = b"L"
FILLED = b"V"
GROUP = b"G"
ABSENT = b"-"

Seen = Sequence[bytes | None]


class Verdict(Enum):
    HIT = auto()
    MISS = auto()
    FOREIGN = auto()
    LEASED = auto()
    FENCED = auto()


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to fill one key, for as long as the groups keep these stamps."""

    token: str
    stamps: bytes

    @property
    def guard(self) -> bytes:
        return lease_guard(self.token, self.stamps)


def new_token() -> str:
    return secrets.token_hex(8)


def stamps_of(groups: Seen) -> bytes:
    return b",".join([group or ABSENT for group in groups]) if groups else b""


def lease_guard(token: str, stamps: bytes) -> bytes:
    return LEASE + token.encode() + b";" + stamps


def filled_guard(value: bytes, stamps: bytes) -> bytes:
    return FILLED + digest(value) + b";" + stamps


def group_guard(token: str) -> bytes:
    return GROUP + token.encode()


def is_fence(guard: bytes | None) -> bool:
    return guard is not None and guard.startswith(FENCE)


def has_stamps(guard: bytes, stamps: bytes) -> bool:
    return guard.endswith(b";" + stamps)


def judge(seen: Seen) -> Verdict:
    """What a value, its guard and its group guards mean, read in this order and together."""
    value, guard, *groups = seen
    if is_fence(guard) or any(map(is_fence, groups)):
        return Verdict.FENCED
    if guard is None:
        return Verdict.MISS if value is None else Verdict.FOREIGN
    if not has_stamps(guard, stamps_of(groups)):
        return Verdict.MISS
    if guard.startswith(LEASE):
        return Verdict.LEASED
    if value is None:
        return Verdict.MISS
    return Verdict.HIT if matches(value, guard) else Verdict.FOREIGN


def matches(value: bytes, guard: bytes) -> bool:
    """Whether a filled guard was written for exactly these bytes."""
    return _digests.match(value, guard[1 : SIZE + 1])


_digests: Final = Digests()
