"""Every writing method, called: what it fences in Redis is what is written down, and what the policy says of it."""

from collections.abc import Iterable

import pytest
from redis import Redis

from gateway import acting_as
from gateway.cache.families import Family
from gateway.cache.policy_table import Method
from gateway.cache.registry import GUARD_PREFIX
from tests.gateway.clients.names import WHO
from tests.gateway.policy.calls import WRITERS, Call, calls_of
from tests.gateway.policy.drops import DROPS
from tests.gateway.policy.fences import Listener
from tests.notify_api import NotifyAPI

EVERY_WRITER = pytest.mark.parametrize("method", WRITERS, ids=[method.full_name for method in WRITERS])


def fenced_by(calls: Iterable[Call], api: NotifyAPI, listener: Listener) -> set[str]:
    fenced = set()
    for call in calls:
        call.prepare(api)
        with acting_as(WHO):
            fenced.update(listener.fenced_by(call.make))
    return fenced


def belongs_to(fenced: str, family: Family) -> bool:
    """The ids of the tests have no hyphens, so a key of one family never looks like a key of another."""
    fixed = [part.partition("}")[2] for part in family.text.split("{")[1:]]
    parts = family.text.partition("{")[0], *fixed
    rest = fenced
    if not rest.startswith(parts[0]):
        return False
    rest = rest.removeprefix(parts[0])
    for part in fixed:
        end = rest.find(part) if part else len(rest)
        if end < 1 or "-" in rest[:end]:
            return False
        rest = rest[end + len(part) :]
    return rest == ""


@EVERY_WRITER
class TestEveryWriter:
    def test_drops_exactly_what_is_written_down(
        self, method: Method, api: NotifyAPI, listener: Listener
    ) -> None:
        fenced = fenced_by(calls_of(method), api, listener)

        assert sorted(fenced) == DROPS[method.full_name]

    def test_drops_what_the_policy_says_of_it(
        self, method: Method, api: NotifyAPI, listener: Listener
    ) -> None:
        families = method.record.families

        fenced = fenced_by(calls_of(method), api, listener)

        assert [key for key in fenced if not any(belongs_to(key, family) for family in families)] == []
        assert [
            family.text for family in families if not any(belongs_to(key, family) for key in fenced)
        ] == []

    def test_leaves_no_fence_behind(self, method: Method, api: NotifyAPI, on_redis: Redis) -> None:
        for call in calls_of(method):
            call.prepare(api)
            with acting_as(WHO):
                call.make()

        left = {guard: on_redis.get(guard) for guard in on_redis.scan_iter(f"{GUARD_PREFIX}*")}
        assert [guard for guard, state in left.items() if state.startswith(b"W")] == []


class TestTheList:
    def test_names_every_writer_and_nobody_else(self) -> None:
        assert set(DROPS) == {method.full_name for method in WRITERS}
