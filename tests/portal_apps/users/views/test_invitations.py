"""Registering with an invitation."""

import pytest

from portal_apps.users.invited import name_from
from portal_apps.users.sessions import STARTED_AT
from tests.builders import a_user, an_error
from tests.pages import by_id, errors, main, of_class, text_of, texts, typed
from tests.portal_apps.team.invited import Invited
from tests.portal_apps.users.steps import CODE, PASSWORD, REFUSED_ADDRESS, somebody_is_quicker

TYPED = {"name": "Lena Kowalska", "mobile_number": "07700900982", "password": PASSWORD}
BY_EMAIL = {"auth_type": "email_auth"}


@pytest.fixture(params=["service", "organisation"])
def invited(api, request):
    return Invited(api, request.param)


def new_account(invited, **facts):
    """Whoever registers becomes this person."""
    person = invited.person(**{"state": "pending", "name": "Lena Kowalska"} | facts)
    invited.nobody_has_the_address()
    invited.api.answers("POST", "/user", {"data": person}, status=201)
    return person


def opened(invited, browser):
    browser.get(invited.url)
    return browser.get(invited.register_url)


class TestTheForm:
    def test_has_the_address_and_a_guess_of_the_name(self, invited, browser):
        page = opened(invited, browser)

        assert texts(page, "h1") == ["Create an account"]
        assert invited.invitation["email_address"] in text_of(main(page))
        assert typed(page, "name") == ["Lena Kowalska"]
        assert invited.place["name"] in text_of(main(page))

    def test_says_what_is_wrong_and_keeps_what_was_typed(self, api, invited, browser):
        opened(invited, browser)

        page = browser.post(invited.register_url, {"name": "Lena", "mobile_number": "077", "password": "x"})

        assert errors(page) == ["Mobile number is too short", "Password must be 8 characters or more"]
        assert typed(page, "name") == ["Lena"]
        assert ("POST", "/user") not in api.writes

    def test_of_another_invitation_is_refused(self, api, invited, browser):
        opened(invited, browser)

        page = browser.post(invited.register_url, TYPED | {"email_address": "tom@meadowbridge.gov.uk"})

        assert page.status_code == 400
        assert ("POST", "/user") not in api.writes

    def test_needs_an_invitation(self, invited, browser):
        page = browser.get(invited.register_url)

        assert texts(page, "h1") == ["Open the link in your invitation again"]

    def test_an_invitation_that_is_gone_is_none(self, api, invited, browser):
        opened(invited, browser)
        path = f"/invite/{invited.kind}/{invited.invitation['id']}"
        api.answers("GET", path, an_error("No result found"), status=404)

        assert texts(browser.get(invited.register_url), "h1") == ["Open the link in your invitation again"]

    def test_a_cancelled_invitation_registers_nobody(self, api, invited, browser):
        opened(invited, browser)
        invited.now(status="cancelled")

        page = browser.post(invited.register_url, TYPED)

        assert texts(page, "h1") == ["The invitation was cancelled"]
        assert ("POST", "/user") not in api.writes

    def test_an_accepted_invitation_leads_to_the_place(self, invited, browser):
        opened(invited, browser)
        invited.now(status="accepted")

        assert browser.get(invited.register_url)["Location"] == invited.home

    def test_is_not_for_somebody_who_is_signed_in(self, invited, sign_in):
        assert sign_in(a_user()).get(invited.register_url)["Location"] == "/accounts-or-dashboard"

    def test_may_be_sent_only_so_often(self, invited, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 0
        opened(invited, browser)

        assert browser.post(invited.register_url, TYPED).status_code == 429


class TestWithACode:
    def test_registers_confirms_the_number_and_joins(self, api, invited, browser):
        person = new_account(invited)
        opened(invited, browser)

        asked = browser.post(invited.register_url, TYPED)
        assert asked["Location"] == "/verify"
        assert invited.statuses == []
        done = browser.post("/verify", {"sms_code": CODE})

        [registered] = [one.body for one in api.asked_to("POST", "/user")]
        assert registered == {
            "name": "Lena Kowalska",
            "email_address": invited.invitation["email_address"],
            "mobile_number": "07700900982",
            "password": PASSWORD,
            "auth_type": "sms_auth",
        }
        assert done["Location"] == invited.home
        assert len(invited.joins(person)) == 1
        assert invited.statuses == ["accepted"]
        assert [one["event_type"] for one in invited.events][1:] == [f"add_user_to_{invited.kind}"]
        assert invited.invitation["id"] not in browser.session.values()

    def test_an_invitation_cancelled_meanwhile_lets_nobody_in(self, invited, browser):
        person = new_account(invited)
        opened(invited, browser)
        browser.post(invited.register_url, TYPED)
        invited.now(status="cancelled")

        done = browser.post("/verify", {"sms_code": CODE})

        assert done["Location"] == "/add-service?first=first"
        assert STARTED_AT in browser.session
        assert invited.joins(person) == []

    def test_an_account_with_another_address_does_not_join(self, invited, browser):
        new_account(invited)
        opened(invited, browser)
        browser.post(invited.register_url, TYPED)
        half = browser.session["half_sign_in"]["user_id"]
        other = a_user(id=half, email_address="tom@meadowbridge.gov.uk")
        invited.api.answers("GET", f"/user/{half}", {"data": other})

        done = browser.post("/verify", {"sms_code": CODE})

        assert done["Location"] == "/add-service?first=first"
        assert invited.joins(other) == []

    def test_who_could_not_join_is_signed_in_and_told_so(self, api, invited, browser):
        person = new_account(invited)
        opened(invited, browser)
        browser.post(invited.register_url, TYPED)
        api.answers("POST", invited.members_path(person), an_error("broken"), status=500)
        api.answers(
            "GET", f"/user/{person['id']}/organisations-and-services", {"organisations": [], "services": []}
        )

        page = browser.post("/verify", {"sms_code": CODE}, follow=True)

        assert "could not be added to the team" in text_of(of_class(page, "banner-dangerous")[0])
        assert invited.statuses == []

    def test_an_account_that_nobody_confirmed_becomes_theirs(self, api, invited, browser):
        person = invited.person(state="pending", name="Somebody", mobile_number="07700900666")
        opened(invited, browser)

        asked = browser.post(invited.register_url, TYPED)

        assert asked["Location"] == "/verify"
        assert api.asked_to("POST", f"/user/{person['id']}")[0].body == {
            "name": "Lena Kowalska",
            "mobile_number": "07700900982",
            "auth_type": "sms_auth",
        }
        assert api.asked_to("POST", f"/user/{person['id']}/update-password")[0].body == {
            "_password": PASSWORD
        }
        assert ("POST", "/user") not in api.writes

    def test_who_registered_in_another_window_signs_in(self, api, invited, browser):
        opened(invited, browser)
        invited.person()

        assert browser.post(invited.register_url, TYPED)["Location"] == "/sign-in"
        assert ("POST", "/user") not in api.writes

    @pytest.mark.parametrize(("status", "message"), REFUSED_ADDRESS)
    def test_who_was_a_moment_quicker_elsewhere_signs_in(self, api, invited, browser, status, message):
        opened(invited, browser)
        quicker = a_user(email_address=invited.invitation["email_address"])
        somebody_is_quicker(api, quicker, status, message)

        assert browser.post(invited.register_url, TYPED)["Location"] == "/sign-in"

    def test_a_number_that_the_api_refuses_stands_beside_its_field(self, api, invited, browser):
        opened(invited, browser)
        api.answers("POST", "/user", an_error({"mobile_number": ["no"]}), status=400)

        page = browser.post(invited.register_url, TYPED)

        assert errors(page)[0].startswith("Enter a mobile number in the correct format")


class TestWithALink:
    def test_needs_no_number_and_no_code(self, api, browser):
        invited = Invited(api, "service", BY_EMAIL)
        person = new_account(invited, auth_type="email_auth", mobile_number=None)
        page = opened(invited, browser)

        done = browser.post(invited.register_url, {"name": "Lena Kowalska", "password": PASSWORD})

        assert by_id(page, "mobile_number") is None
        assert api.asked_to("POST", "/user")[0].body["auth_type"] == "email_auth"
        assert done["Location"] == invited.home
        assert STARTED_AT in browser.session
        assert len(invited.joins(person)) == 1
        assert invited.statuses == ["accepted"]


class TestNameFrom:
    @pytest.mark.parametrize(
        ("address", "name"),
        [
            ("lena.kowalska@x.gov.uk", "Lena Kowalska"),
            ("anne-marie_o.reilly@x.gov.uk", ""),
            ("lena@x.gov.uk", ""),
            ("l.kowalska@x.gov.uk", ""),
            ("team.inbox2@x.gov.uk", ""),
        ],
    )
    def test_guesses_where_the_address_looks_like_a_name(self, address, name):
        assert name_from(address) == name
