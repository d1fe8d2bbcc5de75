"""Choosing a service."""

import pytest

from tests.builders import a_member, a_service, a_user, an_id
from tests.pages import link, texts


def knows(api, user, services=(), organisations=()):
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
        user = a_user()
        knows(api, user)

        page = sign_in(user).get("/your-services")

        assert "Ask somebody who manages a service to invite you by email." in texts(page, "p")

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
