"""Who may stop managing a service: enough people of the government must be able to change its settings."""

import itertools
from dataclasses import dataclass

import pytest

NUMBERS = itertools.count()
KEEPS_ITS_MANAGERS = "Cannot change user permissions - service would have too few users with manage_settings"
LIVE, TRIAL, ASKING = {"restricted": False}, {}, {"has_active_go_live_request": True}


@dataclass(frozen=True)
class Member:
    domain: str = "harbours.gov.uk"
    permission: str = "manage_settings"
    active: bool = True


MANAGER = Member()
OUTSIDE_GOVERNMENT = Member(domain="example.com")
SENDER = Member(permission="send_texts")
NOT_CONFIRMED = Member(active=False)


@pytest.fixture
def person(api):
    def make(member):
        body = {
            "name": "Mo Manager",
            "email_address": f"mo{next(NUMBERS)}@{member.domain}",
            "mobile_number": "07700900321",
            "password": "three-grey-herons",
        }
        user = api.post("/user", body).json()["data"]
        if member.active:
            api.post(f"/user/{user['id']}/activate")
        return user["id"]

    return make


@pytest.fixture
def service(api, person):
    """A service of these members alone, and their ids in the same order."""

    def make(state, *members):
        people = [person(member) for member in members]
        creator = people[0]
        limits = dict.fromkeys(("email_message_limit", "sms_message_limit", "letter_message_limit"), 50)
        body = {"name": f"Team {next(NUMBERS)}", "restricted": True, "user_id": creator} | limits
        made = api.post("/service", body | {"created_by": creator}).json()["data"]["id"]
        for user_id, member in zip(people[1:], members[1:], strict=True):
            api.post(f"/service/{made}/users/{user_id}", permissions(member.permission))
        api.post(f"/user/{creator}/service/{made}/permission", permissions(members[0].permission))
        api.post(f"/service/{made}", state)
        return made, people

    return make


def permissions(*names):
    return {"permissions": [{"permission": name} for name in names], "folder_permissions": []}


class TestLeaving:
    @pytest.mark.parametrize(
        ("state", "members", "may"),
        [
            pytest.param(TRIAL, (MANAGER, SENDER), False, id="the one of a trial service"),
            pytest.param(TRIAL, (MANAGER, MANAGER), True, id="one of two of a trial service"),
            pytest.param(ASKING, (MANAGER, MANAGER), False, id="one of two of a service asking to go live"),
            pytest.param(LIVE, (MANAGER, MANAGER), False, id="one of two of a live service"),
            pytest.param(LIVE, (MANAGER, MANAGER, MANAGER), True, id="one of three of a live service"),
            pytest.param(LIVE, (MANAGER, MANAGER, OUTSIDE_GOVERNMENT), False, id="others do not count"),
            pytest.param(LIVE, (MANAGER, MANAGER, NOT_CONFIRMED), False, id="the unconfirmed do not count"),
            pytest.param(LIVE, (OUTSIDE_GOVERNMENT, MANAGER), True, id="others may always leave"),
        ],
    )
    def test_demoting_and_removing_follow_one_rule(self, api, service, state, members, may):
        made, people = service(state, *members)

        demoted = api.post(f"/user/{people[0]}/service/{made}/permission", permissions("view_activity"))
        made, people = service(state, *members)
        removed = api.delete(f"/service/{made}/users/{people[0]}", {"created_by": people[0]})

        assert (demoted.status_code, removed.status_code) == ((204, 204) if may else (400, 400))
        if not may:
            assert demoted.json()["message"] == KEEPS_ITS_MANAGERS
            assert removed.json()["message"] == "User cannot be removed from the service"

    def test_a_manager_who_stays_one_may_lose_everything_else(self, api, service):
        made, people = service(LIVE, MANAGER, MANAGER)
        answer = api.post(f"/user/{people[0]}/service/{made}/permission", permissions("manage_settings"))

        assert answer.status_code == 204

    def test_somebody_stays_in_the_team(self, api, service):
        made, people = service(TRIAL, OUTSIDE_GOVERNMENT, NOT_CONFIRMED)
        answer = api.delete(f"/service/{made}/users/{people[0]}", {"created_by": people[0]})

        text = "You cannot remove the only user for a service"
        assert (answer.status_code, answer.json()["message"]) == (400, text)

    def test_a_domain_of_an_organisation_is_government_with_all_below_it(self, api, service):
        body = {"name": "Harbour trust", "crown": False, "organisation_type": "other"}
        organisation = api.post("/organisations", body).json()["id"]
        api.post(f"/organisations/{organisation}", {"domains": ["harbour-trust.example"]})
        trustee = Member(domain="north.harbour-trust.example")
        made, people = service(LIVE, trustee, trustee)
        answer = api.delete(f"/service/{made}/users/{people[0]}", {"created_by": people[0]})

        assert answer.status_code == 400

    @pytest.mark.parametrize(("members", "status"), [((MANAGER, SENDER), 400), ((MANAGER, MANAGER), 204)])
    def test_archiving_somebody_asks_every_active_service(self, api, service, members, status):
        _made, people = service(TRIAL, *members)
        answer = api.post(f"/user/{people[0]}/archive")

        assert answer.status_code == status

    def test_an_archived_service_holds_nobody_back(self, api, service):
        made, people = service(TRIAL, MANAGER, SENDER)
        api.post(f"/service/{made}/archive")
        answer = api.post(f"/user/{people[0]}/archive")

        assert answer.status_code == 204
