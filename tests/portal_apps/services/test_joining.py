"""Asking to join a service."""

import pytest

from tests.builders import a_member, a_service, a_user, an_error, an_id, an_organisation
from tests.pages import errors, of_class, text_of, texts, tree, typed

MANAGES = ["manage_users", "manage_settings"]


@pytest.fixture
def organisation():
    return an_organisation(permissions=["can_ask_to_join_a_service"])


@pytest.fixture
def service(organisation):
    return a_service(name="Bins <b>", organisation=organisation["id"])


@pytest.fixture
def manager(service):
    return a_member(service, MANAGES, name="Ben Whitlock")


@pytest.fixture
def knows(api, organisation, service, manager):
    """The API knows the organisation, the service and its team."""
    path = f"/service/{service['id']}"
    api.answers("GET", "/organisations/by-domain", organisation)
    api.answers("GET", path, {"data": service})
    team = [
        manager,
        a_member(service, ["view_activity"]),
        {**a_member(service, MANAGES), "state": "inactive"},
    ]
    api.answers("GET", f"{path}/users", {"data": team})
    api.answers("POST", f"{path}/service-join-request", {"service_join_request_id": an_id()}, status=201)
    return path


@pytest.fixture
def browser(sign_in):
    return sign_in(a_user())


@pytest.fixture
def url(service):
    return f"/services/{service['id']}/join/ask"


class TestChoose:
    def test_lists_the_live_services_of_the_organisation(self, api, browser, organisation, knows):
        rows = [("Zoo", True, False), ("Art", True, False), ("Trial", True, True), ("Gone", False, False)]
        services = [
            {"id": an_id(), "name": name, "active": active, "restricted": trial}
            for name, active, trial in rows
        ]
        api.answers("GET", f"/organisations/{organisation['id']}/services", services)

        page = browser.get("/join-a-service/choose")
        searched = browser.get("/join-a-service/choose?search=AR")

        assert [text_of(item) for item in of_class(page, "browse-list__item")] == ["Art", "Zoo"]
        assert [text_of(item) for item in of_class(searched, "browse-list__item")] == ["Art"]

    @pytest.mark.parametrize("permissions", [[], None])
    def test_is_closed_where_nobody_may_ask(self, api, browser, permissions):
        if permissions is None:
            api.answers("GET", "/organisations/by-domain", an_error("No result found"), status=404)
        else:
            api.answers("GET", "/organisations/by-domain", an_organisation(permissions=permissions))

        page = browser.get("/join-a-service/choose")

        assert page.status_code == 403
        assert texts(page, "h1") == ["You cannot look for services to join"]


@pytest.mark.usefixtures("knows")
class TestAsk:
    def test_offers_the_managers(self, browser, url, manager):
        page = browser.get(url)

        boxes = [box for box in tree(page).iter("input") if box.get("name") == "users"]
        assert [box.get("value") for box in boxes] == [manager["id"]]
        assert texts(page, "h1") == ["Ask to join Bins <b>"]

    def test_is_sent_and_says_how_many_were_asked(self, api, sign_in, url, manager, knows):
        user = a_user()
        browser = sign_in(user)

        page = browser.post(url, {"users": manager["id"], "reason": "New job"}, follow=True)

        sent = api.asked_to("POST", f"{knows}/service-join-request")[0].body
        assert (sent["requester_id"], sent["contacted_user_ids"], sent["reason"]) == (
            user["id"],
            [manager["id"]],
            "New job",
        )
        after = url.replace("/ask", "/you-have-asked?number_of_users_emailed=1")
        assert page.redirect_chain == [(after, 302)]
        assert any("1 person" in text for text in texts(page, "p"))

    @pytest.mark.parametrize("number", ["", "0", "-1", "lots", "9" * 5000, "\u0663"])
    def test_says_no_number_that_is_none(self, browser, url, number):
        after = url.replace("/ask", "/you-have-asked")

        page = browser.get(after, {"number_of_users_emailed": number})

        assert any("the people you chose" in text for text in texts(page, "p"))

    def test_needs_somebody_to_ask(self, api, browser, url):
        page = browser.post(url, {"reason": "New job"})

        assert errors(page) == ["Select at least one person to ask"]
        assert typed(page, "reason") == ["New job"]
        assert api.writes == []

    def test_only_managers_of_this_service_may_be_asked(self, api, browser, url):
        page = browser.post(url, {"users": an_id()})

        assert errors(page) == ["One of the people you chose has left the team"]
        assert api.writes == []

    def test_members_are_led_to_the_service(self, sign_in, service, url):
        answer = sign_in(a_member(service)).get(url)

        assert answer["Location"] == f"/services/{service['id']}"

    @pytest.mark.parametrize("facts", [{"organisation": an_id()}, {"restricted": True}, {"active": False}])
    def test_is_for_live_services_of_the_own_organisation(self, api, browser, service, url, knows, facts):
        api.answers("GET", knows, {"data": {**service, **facts}})

        page = browser.post(url, {"users": an_id()})

        assert page.status_code == 403
        assert texts(page, "h1") == ["You cannot ask to join this service"]
        assert api.writes == []

    def test_what_the_api_refuses_is_said(self, api, browser, url, manager, knows):
        answer = an_error("User already belongs to the service")
        api.answers("POST", f"{knows}/service-join-request", answer, status=400)

        page = browser.post(url, {"users": manager["id"]})

        assert errors(page) == ["User already belongs to the service"]
