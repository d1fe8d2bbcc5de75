"""Answers that the cache keeps, and what becomes of them when somebody writes."""

from collections.abc import Callable
from typing import Any

import gateway
from gateway.cache import keys
from gateway.cache.comparison import Comparison, Outcome
from gateway.cache.inspection import Inspector
from gateway.cache.policy_table import methods_of, rows
from tests.integration.gateway.noted import answered, listening

Read = Callable[[], Any]
WRITERS = {method.full_name for method in methods_of(vars(gateway)) if not method.record.reads}
# Writers whose change somebody saw who had a kept answer before.
shown: set[str] = set()
TABLE = rows(methods_of(vars(gateway)), keys.REGISTRY)
# Counting pages needs the template, and the key has only its version.
COMPARED = [row for row in TABLE if row.key is not keys.TEMPLATE_PAGE_COUNTS]
MANY = 1_000


def around(read: Read, write: Callable[[], object]) -> tuple[Any, Any]:
    """What somebody reads before and after a write, who would not have been told of it by asking again before it."""
    before = read()
    with listening() as asked:
        assert read() == before
    assert asked == [], "the answer is not kept"
    first = len(answered)
    write()
    made = answered[first:]
    after = read()
    if after != before:
        shown.update(made)
    return before, after


def stale() -> list[str]:
    """Every key whose answer counts although the API says something else now."""
    comparison = Comparison(Inspector(keys.REGISTRY), TABLE)
    compared = [found for row in COMPARED for found in comparison.compare_family(row.key, MANY)]
    return [
        f"{found.key}: {found.outcome} {found.reason}"
        for found in compared
        if found.outcome not in {Outcome.SAME, Outcome.NOT_KEPT}
    ]
