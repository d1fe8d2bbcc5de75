"""What the main pages cost once they are warm, in API calls and Redis round trips; and cold, that calls go out at once."""

import threading
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.core.cache import caches
from django.test import override_settings

from notify_portal.settings.caches import cache_settings
from tests.browsers import browser_of
from tests.redis_server import PATIENT, CountedConnection, Traffic, redis_address
from tests.whole_api import WholeAPI, answer_everything
from tests.whole_api_rows import ARGUMENTS
from tests.whole_files import files_in, leave_files

SERVICE = f"/services/{ARGUMENTS['service_id']}"
ORGANISATION = f"/organisations/{ARGUMENTS['org_id']}"
TEMPLATE = f"{SERVICE}/templates/{ARGUMENTS['template_id']}"
FILE = f"{SERVICE}/{ARGUMENTS['template_id']}/check/{ARGUMENTS['upload_id']}"
SENDING = f"{SERVICE}/send/{ARGUMENTS['template_id']}"
JOB = f"{SERVICE}/jobs/{ARGUMENTS['job_id']}"
CONVERSATION = f"{SERVICE}/conversation/{ARGUMENTS['notification_id']}"

# Who opens which page, and what it may cost: calls of the API, round trips to Redis.
COSTS = {
    ("manager", "/your-services"): (2, 1),
    ("manager", "/your-account"): (0, 1),
    ("manager", SERVICE): (2, 2),
    ("manager", f"{SERVICE}/dashboard.json"): (2, 2),
    ("manager", f"{SERVICE}/dashboard-usage.json"): (2, 1),
    ("manager", f"{SERVICE}/usage"): (3, 1),
    ("manager", f"{SERVICE}/service-settings"): (3, 2),
    ("admin", f"{SERVICE}/service-settings"): (4, 2),
    ("manager", f"{SERVICE}/users"): (2, 2),
    ("manager", f"{SERVICE}/api/keys"): (1, 1),
    ("manager", f"{SERVICE}/api"): (1, 2),
    ("manager", f"{SERVICE}/templates"): (0, 2),
    ("manager", f"{SERVICE}/templates?search=dear"): (0, 3),
    ("manager", f"{SERVICE}/templates/copy/from-service/{ARGUMENTS['service_id']}"): (0, 2),
    ("manager", f"{SERVICE}/templates/copy/{ARGUMENTS['template_id']}"): (0, 2),
    ("manager", TEMPLATE): (0, 1),
    ("manager", f"{TEMPLATE}/edit"): (0, 1),
    ("manager", f"{SENDING}/set-sender"): (1, 2),
    ("manager", f"{SENDING}/one-off/step-0"): (1, 3),
    ("manager", JOB): (2, 2),
    ("manager", f"{JOB}.json"): (2, 2),
    ("manager", f"{SERVICE}/notifications"): (3, 2),
    ("manager", f"{SERVICE}/notifications/email"): (3, 2),
    ("manager", f"{SERVICE}/notifications/email.json"): (2, 2),
    ("manager", f"{SERVICE}/notification/{ARGUMENTS['notification_id']}"): (1, 1),
    ("manager", f"{SERVICE}/uploads"): (3, 1),
    ("manager", CONVERSATION): (3, 1),
    ("manager", f"{CONVERSATION}/reply-with"): (0, 2),
    ("manager", f"{SERVICE}/unsubscribe-requests/summary"): (0, 2),
    ("manager", f"{SERVICE}/returned-letters"): (0, 2),
    ("admin", "/organisations"): (0, 2),
    ("manager", ORGANISATION): (2, 1),
    ("manager", f"{ORGANISATION}/users"): (3, 1),
}
# The calls of a page that nothing is kept for, after those about the person and the place.
AT_ONCE = {
    "/your-services": {"organisations-and-services", "by-domain"},
    SERVICE: {"template-statistics", "scheduled-job-stats", "unsubscribe-request-statistics"},
    f"{SERVICE}/dashboard-usage.json": {"yearly-usage-summary", "free-sms-fragment-limit"},
    f"{SERVICE}/usage": {"yearly-usage-summary", "free-sms-fragment-limit", "monthly-usage"},
    f"{SERVICE}/service-settings": {"email-reply-to", "sms-sender", "letter-contact", "data-retention"},
    f"{SERVICE}/users": {"users", "invite", "template-folder"},
    f"{SERVICE}/api": {"notifications", "data-retention"},
    f"{SERVICE}/templates": {"template", "template-folder"},
    f"{SERVICE}/templates/copy/from-service/{ARGUMENTS['service_id']}": {"template", "template-folder"},
    TEMPLATE: {ARGUMENTS["template_id"], "template-folder"},
    FILE: {ARGUMENTS["upload_id"], "job", "statistics"},
    JOB: {ARGUMENTS["job_id"], "notifications", "data-retention"},
    f"{SERVICE}/notifications": {"notifications", "statistics", "count"},
    f"{SERVICE}/uploads": {"upload", "job", "contact-list"},
    CONVERSATION: {"inbound-sms", "notifications"},
    f"{ORGANISATION}/users": {"users", "invite"},
}
PATIENCE_SECONDS = 30


@pytest.fixture(scope="module")
def traffic() -> Traffic:
    return Traffic()


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    with redis_address() as url:
        yield url


@pytest.fixture
def _on_redis(redis_url: str, traffic: Traffic) -> Iterator[None]:
    """Both caches on one Redis, as in production; what goes over the wire is counted."""
    settings = cache_settings(redis_url, [], PATIENT)
    for cache in settings.values():
        cache["OPTIONS"]["CONNECTION_POOL_KWARGS"] = {
            "connection_class": CountedConnection,
            "traffic": traffic,
        }
    with override_settings(CACHES=settings):
        caches["gateway"].clear()
        yield
        caches["gateway"].clear()


@pytest.fixture
def whole(api, tmp_path) -> Iterator[WholeAPI]:
    made = WholeAPI(receives_texts=False)
    answer_everything(api, made)
    with files_in(tmp_path):
        leave_files(made)
        yield made


@pytest.mark.usefixtures("_on_redis")
class TestWarmPages:
    @pytest.mark.parametrize(("who", "path"), COSTS)
    def test_cost_what_the_table_says(self, api, whole, traffic, who, path):
        browser = browser_of(getattr(whole, who))
        assert {browser.get(path).status_code for _ in range(2)} == {200}
        before = len(api.asked)

        with traffic.measured() as page:
            browser.get(path)

        assert (len(api.asked) - before, page.requests) == COSTS[who, path]


class TestColdPages:
    @pytest.mark.parametrize("path", AT_ONCE)
    def test_ask_for_everything_at_once(self, whole, path):
        """The calls meet before any of them is answered: one after the other they would wait for each other."""
        meeting = threading.Barrier(len(AT_ONCE[path]), timeout=PATIENCE_SECONDS)

        def meet(asked: str) -> None:
            if asked.rpartition("/")[2] in AT_ONCE[path]:
                meeting.wait()

        whole.before_answering = meet

        assert browser_of(whole.manager).get(path).status_code == HTTPStatus.OK
        assert not meeting.broken
