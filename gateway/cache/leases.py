"""Who may fill a key: one reader at a time, while the others wait for what it brings."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from gateway.cache import states
from gateway.cache.metrics import Counters, Event
from gateway.cache.registry import Entry
from gateway.cache.states import Lease, Seen, Verdict
from gateway.cache.stores.base import Claim, FilledMeanwhile, Refusal, Store

FIRST_PAUSE = 0.002
LONGEST_PAUSE = 0.05
PAUSE_GROWTH = 1.5

# A reader whose API call fails gives its lease back and the next one tries. Behind a second such lease nobody queues
# for a third: asking the API oneself is faster then.
LEASES_AWAITED = 2
# A foreign writer may replace the value again and again while its key is being taken over.
CLAIMS = 3


@dataclass(frozen=True, slots=True)
class Leases:
    """Hands out leases, and waits for those of others."""

    counters: Counters
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def claim(
        self, store: Store, entry: Entry, seen: Seen, lease_ttl: float, group_ttl: float
    ) -> Lease | bytes | None:
        """A lease, or the value that somebody filled meanwhile, or None: ask the API and keep nothing.

        `seen` is a look at the entry that was no hit. Raises StoreError.
        """
        claim = partial(Claim, states.new_token(), lease_ttl, group_ttl)
        taken = self._take(store, entry, seen, claim)
        for _ in range(LEASES_AWAITED):
            if taken is not Refusal.LEASED:
                break
            taken = self._take(store, entry, self._await(store, entry, lease_ttl), claim)
            if isinstance(taken, Lease):
                self.counters.count(Event.LEASE_TAKEOVER, entry.family.text)
        if taken is Refusal.FENCED:
            self.counters.count(Event.FENCED_READ, entry.family.text)
        return None if isinstance(taken, Refusal) else taken

    def _take(
        self, store: Store, entry: Entry, seen: Seen, claim: Callable[..., Claim]
    ) -> Lease | bytes | Refusal | None:
        value, guard, *_ = seen
        match states.judge(seen):
            case Verdict.HIT:
                return value
            case Verdict.LEASED:
                return Refusal.LEASED
            case Verdict.FENCED:
                return Refusal.FENCED
            case Verdict.FOREIGN:
                refuted = guard or b""
            case Verdict.MISS:
                refuted = b""
        for _ in range(CLAIMS):
            answer = store.acquire(entry, claim(refuted=refuted))
            if not isinstance(answer, FilledMeanwhile):
                return answer
            if states.matches(answer.value, answer.guard):
                return answer.value
            refuted = answer.guard
        return None

    def _await(self, store: Store, entry: Entry, patience: float) -> Seen:
        """The first look at something else than the lease that stands now, or the last one before patience ends."""
        self.counters.count(Event.LEASE_WAIT, entry.family.text)
        deadline = self.clock() + patience
        pause = FIRST_PAUSE
        lease: bytes | None = None
        while True:
            self.sleep(pause)
            seen = store.look(entry.keys)
            lease = lease or seen[1]
            if states.judge(seen) is not Verdict.LEASED or seen[1] != lease or self.clock() >= deadline:
                return seen
            pause = min(pause * PAUSE_GROWTH, LONGEST_PAUSE)
