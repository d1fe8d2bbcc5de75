"""What every test may use: the Notify API at the HTTP seam, and caches that start empty."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import responses
from django.conf import settings
from django.core.cache import caches
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadScopeScheduling

from gateway import cache as gateway_cache
from notify_portal.settings.base import FILE_BUCKETS
from notify_portal.settings.files import file_storages
from portal_apps.core.throttle import local_counts
from tests.browsers import browser_of
from tests.notify_api import NotifyAPI

SignIn = Callable[..., Client]

# How long an example takes says more of the machine than of the code; timings belong in benchmarks.
hypothesis_settings.register_profile("any machine", deadline=None)
hypothesis_settings.load_profile("any machine")

# Counts, at its end, which methods all of its tests have called.
ONE_WHOLE = "tests/integration/gateway/"


class FilesTogether(LoadScopeScheduling):
    """Where several processes run the tests, those of a file stay in one: they share servers."""

    def _split_scope(self, nodeid: str) -> str:
        return ONE_WHOLE if nodeid.startswith(ONE_WHOLE) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FilesTogether:
    return FilesTogether(config, log)


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    yield
    local_counts.clear()
    # A test in which Redis was away, or a write had no answer, must not keep the next one from the cache.
    guard = gateway_cache._policy._guard
    guard.breaker.succeeded()
    guard._stores._fences._fences.clear()
    for alias in ("default", "gateway"):
        caches[alias].clear()


@pytest.fixture
def api() -> Iterator[NotifyAPI]:
    """The Notify API; a request nobody set an answer for gets no connection."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield NotifyAPI(mock)


@pytest.fixture
def sign_in(api: NotifyAPI) -> SignIn:
    """`sign_in(a_user(), a_service())`: a browser of this person; the API knows them, and an `an_organisation()` too."""

    def signed_in(user: dict[str, Any], *places: dict[str, Any], **session: Any) -> Client:
        api.answers("GET", f"/user/{user['id']}", {"data": user})
        for place in places:
            if "domains" in place:
                api.answers("GET", f"/organisations/{place['id']}", place)
            else:
                api.answers("GET", f"/service/{place['id']}", {"data": place})
        return browser_of(user, **session)

    return signed_in


@pytest.fixture
def own_files(tmp_path: Path) -> Iterator[None]:
    """Files are kept in a folder of the test, and are gone with it."""
    places = file_storages(tmp_path / "files", dict.fromkeys(FILE_BUCKETS, ""), region="", endpoint="")
    with override_settings(STORAGES={**settings.STORAGES, **places}):
        yield
