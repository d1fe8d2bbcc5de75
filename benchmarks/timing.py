"""Times of two ways to do the same work, taken in turn, so that a busy machine disturbs both alike."""

import time
from collections.abc import Callable

Work = Callable[[], object]

ROUNDS = 150
CALLS = 20
MICROSECONDS = 1e6


def side_by_side(*works: Work, rounds: int = ROUNDS, calls: int = CALLS) -> list[float]:
    """Microseconds of one call of each: of many short rounds the one that nine in ten took longer than."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            taken.append(one_round(work, calls))
    return [sorted(taken)[len(taken) // 10] for taken in times]


def one_round(work: Work, calls: int) -> float:
    started = time.perf_counter()
    for _ in range(calls):
        work()
    return (time.perf_counter() - started) / calls * MICROSECONDS
