"""An API that is down must look like one at every step, and must not sign anybody in or out."""

import pytest
from django.contrib.auth import SESSION_KEY

from portal_apps.users.half_sign_in import IN_SESSION
from tests.builders import a_user
from tests.portal_apps.users.steps import (
    CODE,
    confirmation_link,
    email_link,
    give_password,
    half_way,
    knows,
    knows_nobody,
    opened_link,
    password_link,
)

TRACE = "0af7651916cd43dd8448eb211c80319c"
NEW = "three-quiet-herons"


def is_outage(page):
    """The page for it, with the trace to quote, and nothing that blames what was typed."""
    text = page.content.decode()
    return page.status_code == 503 and 'class="trace-id"' in text and "incorrect" not in text


class TestAPIDown:
    @pytest.mark.parametrize("route", ["/user/email", "/user/{id}/verify/password", "/user/{id}/sms-code"])
    def test_when_the_password_is_given(self, api, browser, route):
        user = a_user()
        knows(api, user)
        api.breaks_after_taking("POST", route.format(id=user["id"]))

        page = give_password(browser, user)

        assert is_outage(page)
        assert IN_SESSION not in browser.session

    @pytest.mark.parametrize("status", [502, 503, 504])
    def test_when_the_api_says_that_it_is(self, api, browser, status):
        user = a_user()
        knows(api, user)
        api.answers("POST", f"/user/{user['id']}/verify/password", {"message": "later"}, status=status)

        assert is_outage(give_password(browser, user))

    @pytest.mark.parametrize("status", [401, 403, 500])
    def test_when_the_api_refuses_the_portal_it_is_not_the_persons_password(self, api, browser, status):
        user = a_user()
        knows(api, user)
        api.answers("POST", f"/user/{user['id']}/verify/password", {"message": "no"}, status=status)

        page = give_password(browser, user)

        assert page.status_code == status
        assert b"incorrect" not in page.content

    @pytest.mark.parametrize(("method", "route"), [("POST", "/user/{id}/verify/code"), ("GET", "/user/{id}")])
    def test_when_the_code_is_given_the_sign_in_waits(self, api, browser, method, route):
        user = a_user()
        half_way(api, browser, user)
        api.breaks_after_taking(method, route.format(id=user["id"]))

        page = browser.post("/two-factor-sms", {"sms_code": CODE})

        assert is_outage(page)
        assert SESSION_KEY not in browser.session
        assert browser.session[IN_SESSION]["user_id"] == user["id"]

    def test_when_the_new_password_is_saved_it_still_waits(self, api, browser):
        user = a_user()
        knows(api, user)
        browser.post(password_link(user), {"new_password": NEW})
        api.breaks_after_taking("POST", f"/user/{user['id']}/update-password")

        page = browser.post("/two-factor-sms", {"sms_code": CODE})
        waits = browser.session[IN_SESSION]["sealed_password"]
        knows(api, user)
        again = browser.post("/two-factor-sms", {"sms_code": CODE})

        assert is_outage(page)
        assert waits
        assert again.status_code == 302
        assert api.asked_to("POST", f"/user/{user['id']}/update-password")[-1].body == {"_password": NEW}

    @pytest.mark.parametrize("address", ["/send-new-code", "/forgot-password"])
    def test_when_something_is_sent(self, api, browser, address):
        half_way(api, browser, a_user())
        api.is_down()

        assert is_outage(browser.post(address, {"email_address": "ada@example.gov.uk"}))

    def test_when_a_link_is_sent_again(self, api, browser):
        half_way(api, browser, a_user(auth_type="email_auth"))
        api.is_down()

        assert is_outage(browser.post("/send-new-email-token"))

    def test_when_an_emailed_link_is_followed(self, api, browser):
        user = a_user()
        api.is_down()

        assert browser.get(email_link(user)).status_code == 200
        assert is_outage(browser.post(email_link(user)))
        assert SESSION_KEY not in browser.session

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_when_the_link_for_a_new_password_is_followed(self, api, browser, method):
        api.is_down()

        assert is_outage(getattr(browser, method)(password_link(a_user()), {"new_password": NEW}))

    @pytest.mark.parametrize("route", ["/user/email", "/user", "/user/{id}/email-verification"])
    def test_when_an_account_is_created(self, api, browser, route):
        new = a_user(state="pending")
        knows_nobody(api, new)
        api.breaks_after_taking("POST", route.format(id=new["id"]))
        typed = {"name": new["name"], "email_address": new["email_address"], "mobile_number": "07700900001"}

        page = browser.post("/register", {**typed, "password": NEW})

        assert is_outage(page)
        assert NEW not in page.content.decode()

    def test_when_the_domains_of_organisations_cannot_be_read_nobody_is_told_to_use_another_address(
        self, api, browser
    ):
        api.is_down()

        page = browser.post("/register", {"email_address": "ada@harbours.example"})

        assert is_outage(page)
        assert b"public sector" not in page.content

    def test_when_the_link_that_confirms_an_account_is_followed(self, api, browser):
        user = a_user(state="pending")
        api.is_down()

        assert browser.get(confirmation_link(user)).status_code == 200
        assert is_outage(browser.post(confirmation_link(user)))
        assert IN_SESSION not in browser.session

    @pytest.mark.parametrize("route", ["verify/code", "activate"])
    def test_when_the_code_of_a_new_account_is_given_it_waits(self, api, browser, route):
        user = a_user(state="pending")
        opened_link(api, browser, user)
        api.breaks_after_taking("POST", f"/user/{user['id']}/{route}")

        page = browser.post("/verify", {"sms_code": CODE})

        assert is_outage(page)
        assert SESSION_KEY not in browser.session
        assert browser.session[IN_SESSION]["user_id"] == user["id"]

    @pytest.mark.parametrize("address", ["/your-account", "/your-account/name", "/sign-in"])
    def test_a_session_is_not_taken_for_one_that_is_over(self, api, sign_in, address):
        browser = sign_in(a_user())
        api.is_down()

        page = browser.get(address)

        assert is_outage(page)
        assert SESSION_KEY in browser.session

    @pytest.mark.parametrize("route", ["verify/password", "update-password"])
    def test_when_a_password_is_changed(self, api, sign_in, route):
        user = a_user()
        browser = sign_in(user)
        api.answers("POST", f"/user/{user['id']}/verify/password", status=204)
        api.breaks_after_taking("POST", f"/user/{user['id']}/{route}")

        page = browser.post("/your-account/password", {"old_password": "correct-horse", "new_password": NEW})

        assert is_outage(page)
        assert NEW not in page.content.decode()

    def test_the_page_shows_the_trace_that_the_api_was_told(self, api, browser):
        api.is_down()

        page = browser.post(
            "/sign-in",
            {"email_address": "ada@example.gov.uk", "password": "correct-horse"},
            headers={"X-B3-TraceId": TRACE},
        )

        assert TRACE in page.content.decode()
        assert page["X-B3-TraceId"] == TRACE
