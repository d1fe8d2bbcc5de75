"""What people see while the API or Redis is away, and afterwards. Nobody here waits for long: `rosa` gives up by herself."""

from collections.abc import Iterator

import pytest
import requests

from tests.integration.person import hidden
from tests.pages import texts
from tests.portal_process import PortalProcess
from tests.redis_server import IMPATIENT, RedisServer
from tests.sandbox_process import SandboxProcess

TYPED = "Dear ((name)),\n\nyour <b>bin</b> day has changed."


@pytest.fixture(scope="module")
def portal(sandbox: SandboxProcess, redis: RedisServer) -> Iterator[PortalProcess]:
    """It soon gives up a Redis that hangs."""
    environ = {"API_HOST_NAME": sandbox.url, "REDIS_URL": redis.url, "REDIS_TIMEOUT": str(IMPATIENT)}
    with PortalProcess(environ) as process:
        yield process


@pytest.fixture
def pages(service_id) -> list[str]:
    return [
        "/your-services",
        "/your-account",
        f"/services/{service_id}",
        f"/services/{service_id}/templates",
        f"/services/{service_id}/templates/add-email",
    ]


class TestAPIAway:
    def test_every_page_answers_with_its_trace_and_works_again_afterwards(self, rosa, sandbox, pages):
        sandbox.stop()
        for path in pages:
            page = rosa.get(path, headers={"X-B3-TraceId": "a" * 32})

            if page.status_code != requests.codes.ok:
                assert page.status_code == requests.codes.service_unavailable
                assert texts(page, "code") == ["a" * 32]
                assert "Try again" in texts(page, "a")

        sandbox.start()

        assert [rosa.get(path).status_code for path in pages] == [requests.codes.ok] * len(pages)

    def test_a_page_that_needs_fresh_figures_is_the_try_again_page(self, rosa, sandbox, service_id):
        sandbox.stop()

        page = rosa.get(f"/services/{service_id}")
        sandbox.start()

        assert page.status_code == requests.codes.service_unavailable
        assert texts(page, "h1") == ["Try again in a few moments"]

    def test_a_form_keeps_its_text_and_can_be_sent_again(self, rosa, sandbox, service_id):
        path = f"/services/{service_id}/templates/add-sms"
        token = hidden(rosa.get(path))["csrfmiddlewaretoken"]
        sandbox.stop()
        page = rosa.post(path, csrfmiddlewaretoken=token, name="Written in an outage", template_content=TYPED)
        kept = hidden(page)
        sandbox.start()

        assert page.status_code == requests.codes.service_unavailable
        assert "Nothing was changed" in page.text
        assert kept["template_content"].split() == TYPED.split()

        rosa.post(path, **kept)

        assert "Written in an outage" in rosa.templates(service_id)


class TestRedisAway:
    def test_pages_work_saving_is_refused_and_nothing_old_is_shown_afterwards(
        self, rosa, redis, pages, service_id
    ):
        path = f"/services/{service_id}/templates/add-sms"
        token = hidden(rosa.get(path))["csrfmiddlewaretoken"]
        before = rosa.templates(service_id)
        redis.kill()
        try:
            statuses = [rosa.get(page).status_code for page in pages]
            refused = rosa.post(path, csrfmiddlewaretoken=token, name="Without Redis", template_content=TYPED)
            during = rosa.templates(service_id)
        finally:
            redis.restart()

        assert statuses == [requests.codes.ok] * len(pages)
        assert refused.status_code == requests.codes.service_unavailable
        assert "Nothing was changed" in refused.text
        assert "Without Redis" not in before + during

        kept = hidden(refused)
        rosa.post(path, **kept)
        after = rosa.templates(service_id)
        assert "Without Redis" in after

    def test_a_hung_redis_stops_no_page(self, rosa, redis, pages):
        redis.pause()
        try:
            statuses = [rosa.get(page).status_code for page in pages]
        finally:
            redis.resume()

        assert statuses == [requests.codes.ok] * len(pages)
