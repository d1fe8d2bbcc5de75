"""What every test may use: the Notify API at the HTTP seam, and caches that start empty."""

from collections.abc import Iterator

import pytest
import responses
from django.core.cache import caches

from tests.notify_api import NotifyAPI


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    yield
    for alias in ("default", "gateway"):
        caches[alias].clear()


@pytest.fixture
def api() -> Iterator[NotifyAPI]:
    """The Notify API; a request nobody set an answer for gets no connection."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield NotifyAPI(mock)
