from collections.abc import Iterator

import pytest
from django.test import Client

from portal_apps.core.throttle import local_counts


@pytest.fixture(autouse=True)
def _nobody_has_tried() -> Iterator[None]:
    local_counts.clear()
    yield
    local_counts.clear()


@pytest.fixture
def browser() -> Client:
    """Somebody who is not signed in."""
    return Client()
