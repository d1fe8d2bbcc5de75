"""An organisation, and browsers of people who belong to it or run the platform."""

import pytest

from tests.builders import a_user, an_organisation


@pytest.fixture
def organisation():
    return an_organisation(can_approve_own_go_live_requests=True)


@pytest.fixture
def url(organisation):
    return f"/organisations/{organisation['id']}"


@pytest.fixture
def member(organisation):
    return a_user(organisations=[organisation["id"]])


@pytest.fixture
def browser(sign_in, member, organisation):
    return sign_in(member, organisation)


@pytest.fixture
def admin(sign_in, organisation):
    """The browser of a platform admin."""
    return sign_in(a_user(platform_admin=True), organisation)
