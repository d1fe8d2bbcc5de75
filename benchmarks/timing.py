"""Times of two ways to do the same work, taken in turn, so that a busy machine disturbs both alike."""

import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

Work = Callable[[], object]

ROUNDS = 150
CALLS = 20
MICROSECONDS = 1e6


class Pair(NamedTuple):
    """Microseconds of one call of each, and how many times faster the second was: medians of many short rounds."""

    first: float
    second: float
    ratio: float


def side_by_side(first: Work, second: Work, rounds: int = ROUNDS, calls: int = CALLS) -> Pair:
    """The ratio is taken within each round: how fast a core wakes up changes from one second to the next."""
    first()
    second()
    times = [(one_round(first, calls), one_round(second, calls)) for _ in range(rounds)]
    return Pair(
        median(old for old, _ in times),
        median(new for _, new in times),
        median(old / new for old, new in times),
    )


def one_round(work: Work, calls: int) -> float:
    started = time.perf_counter()
    for _ in range(calls):
        work()
    return (time.perf_counter() - started) / calls * MICROSECONDS
