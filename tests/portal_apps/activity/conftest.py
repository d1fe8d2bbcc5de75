"""A service, somebody who sees its activity, and a folder of files for each test."""

from datetime import UTC, datetime

import pytest

from notify_portal.settings.files import file_storages
from tests.builders import a_job, a_member, a_service

STATISTICS = {
    "email": {"requested": 1_204, "delivered": 1_000, "failed": 4},
    "sms": {"requested": 3, "delivered": 2, "failed": 1},
    "letter": {"requested": 0, "delivered": 0, "failed": 0},
}


@pytest.fixture
def service():
    return a_service()


@pytest.fixture
def path(service):
    """Of the service in the API."""
    return f"/service/{service['id']}"


@pytest.fixture
def browser(sign_in, service):
    """Of somebody who may see what the service sends, and nothing else."""
    return sign_in(a_member(service, ["view_activity"]), service)


@pytest.fixture
def files(settings, tmp_path) -> None:
    """Empty places for the files of the portal and the API."""
    places = file_storages(tmp_path, dict.fromkeys(settings.FILE_BUCKETS, ""), region="", endpoint="")
    settings.STORAGES = {**settings.STORAGES, **places}


@pytest.fixture
def knows_job(api, service):
    """The API knows this job of the service and these messages of it."""

    def job(*messages, total=None, **facts):
        now = datetime.now(tz=UTC).isoformat()
        made = a_job(service, **{"created_at": now, "processing_started": now, **facts})
        path = f"/service/{service['id']}/job/{made['id']}"
        listed = {"notifications": messages, "total": len(messages) if total is None else total, "links": {}}
        api.answers("GET", path, {"data": made})
        api.answers("GET", f"{path}/notifications", listed)
        api.answers("GET", f"/service/{service['id']}/data-retention", [])
        return f"/services/{service['id']}/jobs/{made['id']}"

    return job


@pytest.fixture
def knows_messages(api, service):
    """Let the API know these messages, as a list and as what a search finds."""

    path = f"/service/{service['id']}"

    def messages(*rows, links=None, retention=(), count=10, failed=4):
        answer = {"notifications": list(rows), "page_size": 50, "links": links or {}}
        api.answers("GET", f"{path}/notifications", answer)
        api.answers("POST", f"{path}/notifications", answer)
        email = {**STATISTICS["email"], "failed": failed}
        api.answers("GET", f"{path}/statistics", {"data": {**STATISTICS, "email": email}})
        api.answers("GET", f"{path}/notifications/count", {"notifications_sent_count": count})
        api.answers("GET", f"{path}/data-retention", list(retention))

    return messages
