"""Who may not see a page sees nothing, learns nothing and changes nothing: every address, all kinds of visitors."""

from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import caches
from django.test import Client

from portal_apps.core.permissions import Visit
from portal_apps.orgs.models import Organisation
from portal_apps.services.models import Service
from portal_apps.users.models import User
from portal_apps.users.sessions import HIDES_POWERS
from tests.browsers import browser_of
from tests.builders import EVERY_PERMISSION, a_member, a_service, a_user, an_organisation
from tests.portal_apps.security.addresses import GUARDED, name_of
from tests.whole_api_rows import ARGUMENTS

ORGANISATION = an_organisation(id=ARGUMENTS["org_id"], can_approve_own_go_live_requests=True)
OTHER_SERVICE, OTHER_ORGANISATION = a_service(), an_organisation()
SERVICE = a_service(id=ARGUMENTS["service_id"], organisation=ORGANISATION["id"])
ARCHIVED = {**SERVICE, "active": False}
MAY_EVERYTHING_ELSEWHERE = {
    "organisations": [OTHER_ORGANISATION["id"]],
    "organisation_permissions": {OTHER_ORGANISATION["id"]: ["can_make_services_live"]},
}
ONE_EACH = (
    ["manage_users", "manage_settings"],
    ["view_activity"],
    ["send_texts", "send_emails", "send_letters"],
    ["manage_templates"],
    ["manage_api_keys"],
)
MEMBER = a_member(SERVICE, EVERY_PERMISSION)
ADMIN = a_user(platform_admin=True)
# Who comes, to which service, with what in the session.
VISITORS = {
    "stranger": (a_user(), SERVICE, {}),
    "manager of other places": (
        a_member(OTHER_SERVICE, EVERY_PERMISSION, **MAY_EVERYTHING_ELSEWHERE),
        SERVICE,
        {},
    ),
    "member without permissions": (a_member(SERVICE, []), SERVICE, {}),
    **{f"member who may {held[0]}": (a_member(SERVICE, held), SERVICE, {}) for held in ONE_EACH},
    "member with everything": (MEMBER, SERVICE, {}),
    "member of the organisation": (a_user(organisations=[ORGANISATION["id"]]), SERVICE, {}),
    "member of an archived service": (MEMBER, ARCHIVED, {}),
    "platform admin": (ADMIN, SERVICE, {}),
    "platform admin who hides it": (ADMIN, SERVICE, {HIDES_POWERS: True}),
}

# A POST is the more dangerous of the two, and all of them try one.
LOOK_AS_WELL = {"stranger", "member without permissions", "member of an archived service"}


def is_refused(address, who):
    """What the rule says; whether it is the right one is for tests/architecture/test_guards.py."""
    user, service, session = VISITORS[who]
    visit = Visit(
        user=User.from_json(user),
        service=Service(service) if address.is_of_service else None,
        organisation=Organisation(ORGANISATION) if address.is_of_organisation else None,
        hides_powers=bool(session),
    )
    return not visit.may(address.rule)


def may_be_read(user):
    """The visitor, the place, and whom a member can ask instead."""
    service = f"/service/{SERVICE['id']}"
    return {f"/user/{user['id']}", service, f"{service}/users", f"/organisations/{ORGANISATION['id']}"}


class TestVisitorsWhoMayNot:
    @pytest.mark.parametrize("address", GUARDED, ids=name_of)
    def test_get_a_403_and_nothing_else(self, api, address):
        api.answers("GET", f"/service/{SERVICE['id']}/users", {"data": [MEMBER]})
        api.answers("GET", f"/organisations/{ORGANISATION['id']}", ORGANISATION)
        refused = [who for who in VISITORS if is_refused(address, who)]

        for who in refused:
            user, service, session = VISITORS[who]
            caches["gateway"].clear()
            api.answers("GET", f"/user/{user['id']}", {"data": user})
            api.answers("GET", f"/service/{service['id']}", {"data": service})
            browser = browser_of(user, **session)
            before = len(api.asked)

            assert browser.post(address.path).status_code == HTTPStatus.FORBIDDEN, who
            if who in LOOK_AS_WELL:
                assert browser.get(address.path).status_code == HTTPStatus.FORBIDDEN, who
            assert {asked.path for asked in api.asked[before:]} <= may_be_read(user), who
        assert api.writes == []


class TestVisitorsWhoAreNotSignedIn:
    @pytest.mark.parametrize("address", GUARDED, ids=name_of)
    def test_are_led_to_the_door_and_the_api_is_not_asked(self, api, address):
        browser = Client()

        for page in (browser.get(address.path), browser.head(address.path), browser.post(address.path)):
            to = urlsplit(page["Location"])
            assert (page.status_code, to.scheme, to.netloc, to.path) == (302, "", "", "/sign-in")
            assert parse_qs(to.query) == {"next": [address.path]}
        assert api.asked == []

    @pytest.mark.parametrize("address", GUARDED, ids=name_of)
    def test_with_a_session_that_ended_elsewhere_learn_nothing(self, api, address):
        api.answers("GET", f"/user/{MEMBER['id']}", {"data": {**MEMBER, "current_session_id": "another"}})

        page = browser_of(MEMBER).get(address.path)

        assert (page.status_code, urlsplit(page["Location"]).path) == (302, "/sign-in")
        assert {asked.path for asked in api.asked} == {f"/user/{MEMBER['id']}"}
