"""Choosing a service."""

import pytest

from tests.builders import a_member, a_service, a_user, an_error, an_id, an_organisation
from tests.pages import link, texts


def knows(api, user, services=(), organisations=(), own=None):
    """The API knows what the person belongs to, and the organisation of their e-mail address."""
    answer, status = (own, 200) if own else (an_error("No result found"), 404)
    api.answers("GET", "/organisations/by-domain", answer, status=status)
    api.answers(
        "GET",
        f"/user/{user['id']}/organisations-and-services",
        {"services": list(services), "organisations": list(organisations)},
    )


def a_choice(name, *, trial=False):
    return {"id": an_id(), "name": name, "restricted": trial, "organisation": None}


class TestYourServices:
    def test_lists_live_and_trial_services_by_name(self, api, sign_in):
        user = a_user()
        services = [a_choice("zebra crossings"), a_choice("Allotments"), a_choice("Bins", trial=True)]
        knows(api, user, services)

        page = sign_in(user).get("/your-services")

        assert texts(page, "h1") == ["Your services"]
        assert texts(page, "h2") == ["Live services", "Services in trial mode"]
        assert texts(page, "li", "browse-list__item") == ["Allotments", "zebra crossings", "Bins"]
        assert link(page, "Bins") == f"/services/{services[2]['id']}"

    def test_lists_organisations_with_their_live_services(self, api, sign_in):
        user = a_user()
        knows(
            api, user, organisations=[{"id": an_id(), "name": "Meadowbridge", "count_of_live_services": 1234}]
        )

        page = sign_in(user).get("/your-services")

        assert texts(page, "li", "browse-list__item") == ["Meadowbridge 1,234 live services"]

    def test_says_what_to_do_without_any(self, api, sign_in):
        user = a_user(email_address="ada@example.com")
        knows(api, user)
        api.answers("GET", "/organisations", [])

        page = sign_in(user).get("/your-services")

        assert "Ask somebody who manages a service to invite you by email." in texts(page, "p")

    def test_leads_to_new_services_and_to_those_one_may_join(self, api, sign_in):
        user = a_user()
        knows(api, user, own=an_organisation(permissions=["can_ask_to_join_a_service"]))

        page = sign_in(user).get("/your-services")

        assert link(page, "Add a new service") == "/add-service"
        assert link(page, "Join an existing service") == "/join-a-service/choose"

    def test_leads_nowhere_where_the_organisation_allows_no_joining(self, api, sign_in):
        user = a_user()
        knows(api, user, own=an_organisation(permissions=[]))

        assert link(sign_in(user).get("/your-services"), "Join an existing service") is None

    def test_many_may_be_searched_by_name(self, api, sign_in):
        user = a_user()
        knows(api, user, [a_choice(f"Service {letter}") for letter in "ABCDEFGH"])

        page = sign_in(user).get("/your-services?search=service h")

        assert texts(page, "li", "browse-list__item") == ["Service H"]

    def test_very_many_are_shown_a_page_at_a_time(self, api, sign_in):
        user = a_user()
        live = [a_choice(f"Live {number:02}") for number in range(45)]
        trial = [a_choice(f"Trial {number:02}", trial=True) for number in range(10)]
        knows(api, user, [*trial, *live])
        browser = sign_in(user)

        first, second = browser.get("/your-services"), browser.get("/your-services?page=2")

        assert len(texts(first, "li", "browse-list__item")) == 50
        assert texts(second, "h2") == ["Services in trial mode"]
        assert texts(second, "li", "browse-list__item") == [f"Trial {number:02}" for number in range(5, 10)]

    def test_asks_the_api_twice_when_warm(self, api, sign_in):
        user = a_user()
        knows(api, user, [a_choice("Bins")])
        browser = sign_in(user)
        browser.get("/your-services")
        before = len(api.asked)

        browser.get("/your-services")

        assert sorted(request.path for request in api.asked[before:]) == [
            "/organisations/by-domain",
            f"/user/{user['id']}/organisations-and-services",
        ]

    def test_shows_platform_admins_how_many_there_are(self, api, sign_in):
        user = a_user(platform_admin=True)
        knows(api, user)
        api.answers("GET", "/organisations", [{"id": an_id(), "name": "One", "domains": []}])
        api.answers(
            "GET", "/_status/live-service-and-organisation-counts", {"organisations": 1, "services": 1_234}
        )

        page = sign_in(user).get("/your-services")

        assert link(page, "1 organisation") == "/organisations"
        assert "1 organisation, 1,234 live services" in texts(page, "p")
        assert link(page, "Bulk runs") == "/bulk"

    def test_has_the_way_to_the_account_and_out(self, api, sign_in):
        user = a_user()
        knows(api, user)

        page = sign_in(user).get("/your-services")

        assert link(page, "Your account") == "/your-account"
        assert link(page, "Sign out") == "/sign-out"


class TestAccountsOrDashboard:
    def test_leads_to_the_service_used_last(self, sign_in):
        service, other = a_service(), a_service()
        user = a_user(services=[service["id"], other["id"]])

        page = sign_in(user, service_id=other["id"]).get("/accounts-or-dashboard")

        assert page.url == f"/services/{other['id']}"

    def test_leads_to_the_only_service(self, sign_in):
        service = a_service()

        page = sign_in(a_member(service)).get("/accounts-or-dashboard")

        assert page.url == f"/services/{service['id']}"

    @pytest.mark.parametrize(
        "facts",
        [
            {"services": []},
            {"services": [an_id(), an_id()]},
            {"services": [an_id()], "organisations": [an_id()]},
        ],
    )
    def test_leads_to_the_list_otherwise(self, sign_in, facts):
        assert sign_in(a_user(**facts)).get("/accounts-or-dashboard").url == "/your-services"

    def test_leads_to_the_only_organisation_of_somebody_without_services(self, sign_in):
        organisation_id = an_id()

        page = sign_in(a_user(organisations=[organisation_id])).get("/accounts-or-dashboard")

        assert page.url == f"/organisations/{organisation_id}"

    def test_forgets_a_service_one_has_left(self, sign_in):
        page = sign_in(a_user(), service_id=an_id()).get("/accounts-or-dashboard")

        assert page.url == "/your-services"

    @pytest.mark.parametrize(
        ("old", "new"),
        [("/services", "/your-services"), ("/services-or-dashboard", "/accounts-or-dashboard")],
    )
    def test_old_addresses_still_lead_there(self, client, old, new):
        page = client.get(old)

        assert (page.status_code, page.url) == (301, new)
