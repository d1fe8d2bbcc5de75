"""A download whose API goes away half way, as browsers and programs see it: over HTTP, from the server of production."""

from collections.abc import Iterator

import pytest
import requests
from django.conf import settings

from portal_apps.activity.exports import PAGE_SIZE
from tests.browsers import browser_of
from tests.portal_process import PortalProcess
from tests.whole_api import WholeAPI
from tests.whole_api_rows import ARGUMENTS, line
from tests.whole_api_server import serving

JOB = f"/services/{ARGUMENTS['service_id']}/jobs/{ARGUMENTS['job_id']}"
ROWS = 3


@pytest.fixture(scope="module")
def whole() -> WholeAPI:
    """It has the first page of messages, which says that there is a second; that one it has not."""
    made = WholeAPI()
    path = f"{made.path}/job/{ARGUMENTS['job_id']}/notifications"
    rows = [line(made.named) | {"row_number": number} for number in range(1, ROWS + 1)]
    del made.answers[path]
    asked = f"{path}?page=1&page_size={PAGE_SIZE}&format_for_csv=True"
    made.answers[asked] = {"notifications": rows, "total": 9, "links": {"next": "/more"}}
    return made


@pytest.fixture(scope="module")
def portal(whole: WholeAPI) -> Iterator[PortalProcess]:
    with serving(whole) as api:
        environ = {"API_HOST_NAME": api, "REDIS_URL": "", "SECRET_KEY": settings.SECRET_KEY}
        with PortalProcess(environ) as process:
            yield process


@pytest.fixture
def session(whole: WholeAPI) -> Iterator[requests.Session]:
    with requests.Session() as made:
        cookie = browser_of(whole.manager).cookies[settings.SESSION_COOKIE_NAME].value
        made.headers["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={cookie}"
        yield made


class TestABrokenDownload:
    def test_fails_for_programs_and_says_so_in_its_last_line(self, portal, session):
        received = []

        with session.get(f"{portal.url}{JOB}.csv", stream=True, timeout=30) as answer:
            assert answer.status_code == requests.codes.ok
            with pytest.raises(requests.exceptions.ChunkedEncodingError):
                received.extend(answer.iter_content(64))

        lines = b"".join(received).decode("utf-8-sig").splitlines()
        assert lines[0].startswith("Row number,")
        assert len(lines) == ROWS + 2
        assert lines[-1].startswith(f"# Not complete. The download stopped after {ROWS} rows.")
