"""Kept answers beside fresh ones, for every family that the gateway keeps."""

import pytest
from redis import Redis

import gateway
from gateway import (
    cache,
    job_api_client,
    organisations_client,
    performance_dashboard_api_client,
    service_api_client,
    template_preview_client,
    user_api_client,
)
from gateway.cache import keys
from gateway.cache.comparison import Compared, Comparison, Outcome
from gateway.cache.families import Key
from gateway.cache.inspection import Inspector
from gateway.cache.policy_table import methods_of, rows
from tests.gateway.policy.faults import (
    JOIN_PATH,
    PERSON,
    REQUEST,
    SERVICE,
    SERVICE_PATH,
    TEMPLATE,
    read_person,
    read_request,
    read_service,
)
from tests.notify_api import NotifyAPI

TABLE = rows(methods_of(vars(gateway)), keys.REGISTRY)


def compared(family: Key, limit: int = 10) -> list[Compared]:
    return list(Comparison(Inspector(keys.REGISTRY), TABLE).compare_family(family, limit))


def outcomes(family: Key) -> list[Outcome]:
    return [found.outcome for found in compared(family)]


@pytest.mark.usefixtures("on_redis")
class TestComparison:
    def test_the_same(self, api: NotifyAPI) -> None:
        api.answers("GET", SERVICE_PATH, {"data": {"b": 1, "a": 2}})
        read_service()
        api.answers("GET", SERVICE_PATH, {"data": {"a": 2, "b": 1}})

        assert outcomes(keys.SERVICE) == [Outcome.SAME]

    def test_another_answer(self, api: NotifyAPI) -> None:
        api.answers("GET", SERVICE_PATH, {"data": 1})
        read_service()
        api.answers("GET", SERVICE_PATH, {"data": 2})

        [found] = compared(keys.SERVICE)

        assert (found.key, found.outcome) == (f"service-{SERVICE}", Outcome.DIFFERS)
        assert found.age == pytest.approx(0, abs=2)

    def test_something_that_is_gone(self, api: NotifyAPI) -> None:
        api.answers("GET", SERVICE_PATH, {"data": 1})
        read_service()
        api.answers("GET", SERVICE_PATH, {}, status=404)

        assert outcomes(keys.SERVICE) == [Outcome.GONE]

    def test_an_api_that_is_away(self, api: NotifyAPI) -> None:
        api.answers("GET", SERVICE_PATH, {"data": 1})
        read_service()
        api.is_down()

        [found] = compared(keys.SERVICE)

        assert (found.outcome, found.reason) == (Outcome.UNKNOWN, "the API answers 503")

    def test_a_write_in_between_is_no_difference(self, api: NotifyAPI, on_redis: Redis) -> None:
        api.answers("GET", SERVICE_PATH, {"data": 1})
        api.answers("POST", SERVICE_PATH, {})
        read_service()

        def change(_request: object) -> tuple[int, dict[str, str], str]:
            service_api_client.update_service(SERVICE, name="New")
            return 200, {}, '{"data": 2}'

        api.mock.remove("GET", api.address + SERVICE_PATH)
        api.mock.add_callback("GET", api.address + SERVICE_PATH, callback=change)

        assert outcomes(keys.SERVICE) == [Outcome.NOT_KEPT]

    def test_what_does_not_count_is_not_compared(self, api: NotifyAPI, on_redis: Redis) -> None:
        on_redis.set(f"service-{SERVICE}", "{}")

        assert outcomes(keys.SERVICE) == [Outcome.NOT_KEPT]
        assert api.asked == []

    def test_leaves_what_is_kept_as_it_is(self, api: NotifyAPI) -> None:
        api.answers("GET", SERVICE_PATH, {"data": 1})
        read_service()
        api.answers("GET", SERVICE_PATH, {"data": 2})

        compared(keys.SERVICE)

        assert read_service() == 1

    def test_asks_for_no_more_than_the_limit(self, api: NotifyAPI) -> None:
        for number in range(3):
            api.answers("GET", f"/user/{PERSON[:-1]}{number}", {"data": {}})
            user_api_client.get_user(f"{PERSON[:-1]}{number}")

        assert len(compared(keys.USER, limit=2)) == 2


@pytest.mark.usefixtures("on_redis")
class TestArguments:
    def test_a_reader_behind_a_method(self, api: NotifyAPI) -> None:
        api.answers("GET", f"/user/{PERSON}", {"data": {}})
        read_person()

        assert outcomes(keys.USER) == [Outcome.SAME]

    def test_an_argument_that_only_the_answer_names(self, api: NotifyAPI) -> None:
        api.answers("GET", f"{JOIN_PATH}/{REQUEST}", {"service_id": SERVICE})
        read_request()

        assert outcomes(keys.SERVICE_JOIN_REQUEST) == [Outcome.SAME]

    def test_an_optional_one_that_was_left_out(self, api: NotifyAPI) -> None:
        api.answers("GET", f"{SERVICE_PATH}/template/{TEMPLATE}", {"data": 1})
        service_api_client.get_service_template(SERVICE, TEMPLATE)

        assert outcomes(keys.SERVICE_TEMPLATE_VERSION) == [Outcome.SAME]

    def test_one_that_can_only_be_given_by_name(self, api: NotifyAPI) -> None:
        api.answers("GET", "/performance-dashboard", {"total": 1})
        performance_dashboard_api_client.get_performance_dashboard_stats(
            start_date="2026-11-01", end_date="2026-11-07"
        )

        assert outcomes(keys.PERFORMANCE_STATS) == [Outcome.SAME]

    def test_a_kept_answer_made_of_another_one_is_made_anew(self, api: NotifyAPI) -> None:
        api.answers("GET", "/organisations", [{"domains": ["old.gov.uk"]}])
        organisations_client.get_domains()
        api.answers("GET", "/organisations", [{"domains": ["new.gov.uk"]}])

        assert outcomes(keys.DOMAINS) == [Outcome.DIFFERS]

    def test_an_answer_that_is_no_object(self, api: NotifyAPI) -> None:
        api.answers("GET", f"{SERVICE_PATH}/job", {"data": []})
        job_api_client.has_jobs(SERVICE)

        assert outcomes(keys.HAS_JOBS) == [Outcome.SAME]

    def test_one_that_nobody_knows(self, api: NotifyAPI, settings: object) -> None:
        api.mock.add("POST", f"{settings.TEMPLATE_PREVIEW_API_HOST}/get-page-count", json={"count": 1})
        template = {"id": TEMPLATE, "version": 1, "template_type": "letter", "is_precompiled_letter": False}
        template_preview_client.get_page_counts_for_letter(template, {"id": SERVICE, "letter_branding": None})

        [found] = compared(keys.TEMPLATE_PAGE_COUNTS)

        assert (found.outcome, found.reason) == (Outcome.UNKNOWN, "the key does not name db_template")


class TestBypassed:
    def test_reads_ask_the_api_and_keep_nothing(self, api: NotifyAPI) -> None:
        api.answers("GET", SERVICE_PATH, {"data": "old"})
        read_service()
        api.answers("GET", SERVICE_PATH, {"data": "new"})

        with cache.bypassed():
            inside = read_service()

        assert (inside, read_service()) == ("new", "old")
