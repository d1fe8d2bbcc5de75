"""Who gets how much of what: a few organisations and services are large, most are small, as in life."""

import bisect
import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sandbox.crowd.shares import shares, spans
from sandbox.crowd.size import Size
from sandbox.world.ids import dice

LIVE, TRIAL, ARCHIVED = "live", "trial", "archived"
STATES = (LIVE,) * 62 + (TRIAL,) * 32 + (ARCHIVED,) * 6
# How much less the second, third and hundredth have than the first.
FLATNESS_OF_ORGANISATIONS = 6
FLATNESS_OF_SERVICES = 3
TRIAL_SHARE = 0.0002


@dataclass(frozen=True)
class PlannedService:
    number: int
    organisation: int
    state: str
    templates: int
    notifications: int


class Plan:
    """The same size, seed included, makes the same plan."""

    def __init__(self, size: Size) -> None:
        self.size = size

    def dice(self, *words: object) -> random.Random:
        return dice("crowd", self.size.seed, *words)

    @cached_property
    def services(self) -> list[PlannedService]:
        states = self._states()
        notifications = shares(self.size.notifications, self._weights(states))
        templates = self._templates(notifications)
        organisations = itertools.chain.from_iterable(
            [number] * (last - first) for number, (first, last) in enumerate(self._service_spans)
        )
        columns = zip(organisations, states, templates, notifications, strict=True)
        return [PlannedService(number, *values) for number, values in enumerate(columns)]

    def services_of(self, organisation: int) -> range:
        return range(*self._service_spans[organisation])

    def users_of(self, organisation: int) -> range:
        return range(*self._user_spans[organisation])

    def organisation_of_user(self, user: int) -> int:
        return bisect.bisect_right(self._user_spans, (user, self.size.users)) - 1

    @cached_property
    def _service_spans(self) -> list[tuple[int, int]]:
        weights = [1 / (rank + FLATNESS_OF_ORGANISATIONS) for rank in range(self.size.organisations)]
        return spans(shares(self.size.services, weights, at_least=1))

    @cached_property
    def _user_spans(self) -> list[tuple[int, int]]:
        sizes = [last - first for first, last in self._service_spans]
        return spans(shares(self.size.users, sizes, at_least=1))

    def _states(self) -> list[str]:
        states = self.dice("states").choices(STATES, k=self.size.services)
        # Somebody has to send the messages.
        states[0] = LIVE
        return states

    def _templates(self, notifications: Sequence[int]) -> list[int]:
        chance = self.dice("templates")
        weights = [(1 + sent) ** 0.3 * (0.2 + chance.random() ** 3) for sent in notifications]
        return shares(self.size.templates, weights, at_least=1)

    def _weights(self, states: Sequence[str]) -> list[float]:
        live = [number for number, state in enumerate(states) if state == LIVE]
        self.dice("ranks").shuffle(live)
        weights = [TRIAL_SHARE if state == TRIAL else 0.0 for state in states]
        for rank, number in enumerate(live):
            weights[number] = 1 / (rank + FLATNESS_OF_SERVICES)
        return weights
