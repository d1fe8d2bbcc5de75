"""The pages that no journey comes to, looked at one by one, with everything in them that the API can tell."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext

from portal_apps.core.permissions import Visit
from portal_apps.orgs.models import Organisation
from portal_apps.services.models import Service
from portal_apps.users.models import User
from tests.browser.checks import check_page
from tests.browsers import browser_of
from tests.portal_apps.security.addresses import EVERY_ADDRESS, Address
from tests.portal_process import PortalProcess
from tests.whole_api import WholeAPI
from tests.whole_api_server import serving
from tests.whole_files import files_in, leave_files
from tests.whole_journal import journal_of

pytestmark = pytest.mark.browser

JOURNEYS = {
    line
    for line in Path(__file__).with_name("journeys.txt").read_text().splitlines()
    if not line.startswith("#")
}
NOBODY, MANAGER, ADMIN = "nobody", "manager", "admin"
WHOLE = WholeAPI(is_trial=True)
# Somebody has to come to this many, or the API that knows everything has stopped knowing.
FEWEST = {NOBODY: 4, MANAGER: 40, ADMIN: 25}


def who_opens(address: Address) -> str:
    if not address.rule:
        return NOBODY
    visit = Visit(User.from_json(WHOLE.manager), Service(WHOLE.service), Organisation(WHOLE.organisation))
    return MANAGER if visit.may(address.rule) else ADMIN


LEFT = [address for address in EVERY_ADDRESS if address.shape not in JOURNEYS]


@pytest.fixture(scope="module")
def portal_of_everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalProcess]:
    """A portal in front of the API that knows one of everything."""
    folder = tmp_path_factory.mktemp("files")
    with files_in(folder):
        leave_files(WHOLE)
    with serving(WHOLE) as api, journal_of(WHOLE) as runs:
        environ = {
            "API_HOST_NAME": api,
            "REDIS_URL": "",
            "SECRET_KEY": settings.SECRET_KEY,
            "FILES_ROOT": str(folder),
            "BULK_FOLDER": str(runs),
        }
        with PortalProcess(environ) as process:
            yield process


@pytest.fixture(scope="module")
def profiles(chromium: Browser, portal_of_everything: PortalProcess) -> Iterator[dict[str, BrowserContext]]:
    """A browser profile of each kind of visitor, signed in already."""
    url = portal_of_everything.url
    made = {who: chromium.new_context(base_url=url) for who in (NOBODY, MANAGER, ADMIN)}
    for who, person in ((MANAGER, WHOLE.manager), (ADMIN, WHOLE.admin)):
        cookie = browser_of(person).cookies[settings.SESSION_COOKIE_NAME].value
        made[who].add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])
    yield made
    for profile in made.values():
        profile.close()


class TestEveryPage:
    @pytest.mark.parametrize("who", [NOBODY, MANAGER, ADMIN])
    def test_is_accessible_valid_and_fits(self, profiles, screenshots, who):
        page, looked_at = profiles[who].new_page(), 0

        for address in LEFT:
            if who_opens(address) == who and is_page(profiles[who], address):
                page.goto(address.path)
                check_page(page, screenshots)
                looked_at += 1

        assert looked_at >= FEWEST[who]


class TestJourneys:
    def test_come_to_addresses_that_are_there(self):
        assert JOURNEYS - {address.shape for address in EVERY_ADDRESS} == set()


def is_page(profile: BrowserContext, address: Address) -> bool:
    """Not a file, data, or the way to another page: that those answer is for tests/portal_apps/security."""
    answer = profile.request.get(address.path, max_redirects=0)
    return answer.status == HTTPStatus.OK and answer.headers["content-type"].startswith("text/html")
