"""Dividing what there is."""

import itertools
from collections.abc import Sequence


def shares(total: int, weights: Sequence[float], at_least: int = 0) -> list[int]:
    """Whole numbers in proportion to the weights, which add up to the total exactly."""
    rest, sum_of_weights = total - at_least * len(weights), sum(weights) or 1
    exact = [rest * weight / sum_of_weights for weight in weights]
    found = [at_least + int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda number: int(exact[number]) - exact[number])
    for number in by_remainder[: total - sum(found)]:
        found[number] += 1
    return found


def spans(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """From which number up to, not including, which, when each begins where the one before ends."""
    ends = list(itertools.accumulate(sizes))
    return list(zip([0, *ends], ends, strict=False))
