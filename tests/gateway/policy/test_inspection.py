"""Looking into the cache: what lies under a key and what its guards make of it."""

import pytest
from django_redis import get_redis_connection
from hypothesis import given
from hypothesis import strategies as st
from redis import Redis

from gateway import cache, service_api_client
from gateway.cache import keys
from gateway.cache.inspection import CacheNotSharedError, Inspected, Inspector, filled_from
from gateway.cache.registry import GUARD_PREFIX
from gateway.cache.states import Verdict
from gateway.errors import Unavailable
from tests.gateway.policy.faults import SERVICE, SERVICE_PATH, TEMPLATE, read_service
from tests.notify_api import NotifyAPI

KEY = f"service-{SERVICE}"
TEMPLATE_KEY = f"{KEY}-template-{TEMPLATE}-version-None"


def inspected(key: str = KEY) -> Inspected:
    return Inspector(keys.REGISTRY).inspect(key)


class TestFilledFrom:
    @given(st.data())
    def test_finds_the_family_and_the_fields_of_every_key(self, data: st.DataObject) -> None:
        family = data.draw(st.sampled_from(list(keys.REGISTRY.keys.values())))
        fields = {name: str(data.draw(st.uuids())) for name in family.fields}

        filled = filled_from(family.text.format_map(fields), keys.REGISTRY)

        assert filled == (family, fields)

    @pytest.mark.parametrize(
        ("key", "family", "fields"),
        [
            (
                "performance-stats-2026-11-01-to-2026-11-07",
                keys.PERFORMANCE_STATS,
                {"start_date": "2026-11-01", "end_date": "2026-11-07"},
            ),
            (
                f"{KEY}-template-{TEMPLATE}-version-12",
                keys.SERVICE_TEMPLATE_VERSION,
                {"service_id": SERVICE, "template_id": TEMPLATE, "version": "12"},
            ),
        ],
    )
    def test_knows_dates_and_versions(self, key: str, family: object, fields: dict[str, str]) -> None:
        assert filled_from(key, keys.REGISTRY) == (family, fields)

    @pytest.mark.parametrize(
        "key", [f"guard:{KEY}", f"{KEY}-unheard-of", f"{SERVICE}-sms-2026-11-01-count", ""]
    )
    def test_a_key_of_nobody_has_none(self, key: str) -> None:
        assert filled_from(key, keys.REGISTRY) is None


class TestInspector:
    def test_memory_cannot_be_looked_into(self) -> None:
        with pytest.raises(CacheNotSharedError):
            Inspector(keys.REGISTRY)

    def test_nothing_there(self, on_redis: Redis) -> None:
        found = inspected()

        assert (found.value, found.verdict, found.guard.words) == (None, Verdict.MISS, "absent")

    def test_an_answer_that_counts(self, on_redis: Redis, api: NotifyAPI) -> None:
        api.answers("GET", SERVICE_PATH, {"data": 1})
        read_service()

        found = inspected()

        assert found.value == b'{"data":1}'
        assert found.verdict is Verdict.HIT
        assert found.family == keys.SERVICE
        assert found.guard.words.startswith("filled, ")

    def test_its_age_is_what_has_passed_of_its_time(self, on_redis: Redis, api: NotifyAPI) -> None:
        api.answers("GET", SERVICE_PATH, {"data": 1})
        read_service()
        for key in (KEY, GUARD_PREFIX + KEY):
            on_redis.pexpire(key, on_redis.pttl(key) - 60_000)

        assert inspected().age == pytest.approx(60, abs=2)

    def test_the_groups_of_an_answer_are_open(self, on_redis: Redis, api: NotifyAPI) -> None:
        api.answers("GET", f"{SERVICE_PATH}/template/{TEMPLATE}", {"data": 1})
        service_api_client.get_service_template(SERVICE, TEMPLATE)

        found = inspected(TEMPLATE_KEY)

        assert len(found.groups) == 3
        assert all(group.words.startswith("group open, ") for group in found.groups)

    def test_what_somebody_else_wrote(self, on_redis: Redis) -> None:
        on_redis.set(KEY, "{}")

        assert inspected().verdict is Verdict.FOREIGN
        assert inspected().seconds is None
        assert inspected().age is None

    def test_a_write_whose_outcome_nobody_knows(self, on_redis: Redis, api: NotifyAPI) -> None:
        api.breaks_after_taking("POST", SERVICE_PATH)
        with pytest.raises(Unavailable):
            service_api_client.update_service(SERVICE, name="New")

        assert inspected().verdict is Verdict.FENCED
        assert inspected().guard.words.startswith("1 write in flight, ")

    def test_a_reader_under_way(self, on_redis: Redis) -> None:
        @cache.set(keys.SERVICE)
        def look_while_filling(service_id: str) -> list[object]:
            found = inspected()
            return [found.verdict is Verdict.LEASED, found.guard.words.startswith("a lease to fill it")]

        assert look_while_filling(SERVICE) == [True, True]

    def test_a_key_outside_the_policy_shows_its_value(self, on_redis: Redis) -> None:
        on_redis.set("something", "else")

        found = inspected("something")

        assert (found.family, found.value) == (None, b"else")

    def test_the_keys_of_a_family_are_found_among_others(self, on_redis: Redis, api: NotifyAPI) -> None:
        on_redis.mset(
            {KEY: "{}", f"{KEY}-templates": "[]", f"{KEY}-template-folders": "[]", "guard:" + KEY: "L"}
        )

        found = list(Inspector(keys.REGISTRY).keys_of([keys.SERVICE]))

        assert found == [keys.SERVICE.fill(service_id=SERVICE)]

    def test_looking_changes_nothing(self, on_redis: Redis, api: NotifyAPI) -> None:
        api.answers("GET", SERVICE_PATH, {"data": 1})
        read_service()
        before = {key: on_redis.get(key) for key in on_redis.scan_iter("*")}

        inspected()

        assert {key: get_redis_connection("gateway").get(key) for key in on_redis.scan_iter("*")} == before
