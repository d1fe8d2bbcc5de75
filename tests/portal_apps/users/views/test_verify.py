"""The phone of a new account: its code, and correcting its number."""

import pytest

from portal_apps.core import recipients
from portal_apps.users.sessions import STARTED_AT
from tests.builders import a_user, an_error
from tests.pages import by_id, link, texts
from tests.portal_apps.users.steps import (
    CODE,
    confirmation_link,
    half_way,
    knows,
    opened_link,
    refuses_code,
)

NUMBER = "+44 7700 900222"


def a_new_user(**facts):
    return a_user(state="pending", current_session_id=None, **facts)


def confirms(api, new):
    """The right code has been given: from now on the API has a session for this person."""
    confirmed = a_user(id=new["id"])
    api.answers("GET", f"/user/{new['id']}", {"data": confirmed | {"state": "pending"}})
    api.answers("POST", f"/user/{new['id']}/activate", {"data": confirmed})


class TestVerify:
    def test_keeps_the_names_that_browser_suites_know(self, api, browser):
        opened_link(api, browser, a_new_user())

        page = browser.get("/verify")

        assert texts(page, "h1") == ["Check your phone"]
        assert by_id(page, "sms_code").get("name") == "sms_code"
        assert link(page, "Not received a text message?") == "/text-not-received"
        assert api.asked == []

    def test_the_right_code_activates_the_account_and_signs_in(self, api, browser):
        new = a_new_user()
        opened_link(api, browser, new)
        confirms(api, new)

        page = browser.post("/verify", {"sms_code": CODE})

        assert page["Location"] == "/add-service?first=first"
        assert [(asked.method, asked.path) for asked in api.asked] == [
            ("POST", f"/user/{new['id']}/verify/code"),
            ("GET", f"/user/{new['id']}"),
            ("POST", f"/user/{new['id']}/activate"),
            ("POST", "/events"),
        ]
        assert api.asked[0].body == {"code_type": "sms", "code": CODE}
        assert api.asked[-1].body["event_type"] == "sucessful_login"
        assert api.asked[-1].body["data"]["user_id"] == new["id"]
        assert browser.session[STARTED_AT]
        assert "half_sign_in" not in browser.session
        api.answers("GET", f"/user/{new['id']}", {"data": a_user(id=new["id"])})
        assert browser.get("/your-account").status_code == 200

    def test_goes_on_to_the_page_that_was_asked_for(self, api, browser):
        new = a_new_user()
        opened_link(api, browser, new)
        confirms(api, new)

        page = browser.post("/verify?next=/your-account", {"sms_code": CODE})

        assert page["Location"] == "/your-account"

    @pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example/", "javascript:alert(1)"])
    def test_but_nowhere_else(self, api, browser, wanted):
        new = a_new_user()
        opened_link(api, browser, new)
        confirms(api, new)

        page = browser.post("/verify", {"sms_code": CODE}, query_params={"next": wanted})

        assert page["Location"] == "/add-service?first=first"

    @pytest.mark.parametrize(
        ("reason", "status", "said"),
        [
            ("Code not found", 404, "Code not found. Enter the code from the latest text message"),
            ("Code has expired", 400, "Code has expired. Ask for a new code"),
        ],
    )
    def test_a_wrong_code_activates_nothing(self, api, browser, reason, status, said):
        new = a_new_user()
        opened_link(api, browser, new)
        refuses_code(api, new, reason, status)

        page = browser.post("/verify", {"sms_code": CODE})

        assert link(page, said) == "#sms_code"
        assert api.writes == [("POST", f"/user/{new['id']}/verify/code")]
        assert STARTED_AT not in browser.session

    def test_codes_cannot_be_tried_for_ever_not_even_with_the_link_opened_again(self, api, browser):
        new = a_new_user()
        knows(api, new)
        refuses_code(api, new, "Code not found")

        statuses = []
        for _ in range(11):
            browser.post(confirmation_link(new))
            statuses.append(browser.post("/verify", {"sms_code": CODE}).status_code)

        assert statuses == [200] * 10 + [429]
        assert len(api.asked_to("POST", f"/user/{new['id']}/verify/code")) == 10

    def test_an_account_archived_meanwhile_stays_closed(self, api, browser):
        new = a_new_user()
        opened_link(api, browser, new)
        api.answers("GET", f"/user/{new['id']}", {"data": new | {"state": "inactive"}})

        page = browser.post("/verify", {"sms_code": CODE})

        assert page.status_code == 403
        assert STARTED_AT not in browser.session


class TestTextNotReceived:
    def test_shows_the_number_and_sends_nothing_by_itself(self, api, browser):
        opened_link(api, browser, a_new_user())

        page = browser.get("/text-not-received?next=/your-account")

        assert by_id(page, "mobile_number").get("value") == "07700900001"
        assert by_id(page, "mobile_number").get("type") == "tel"
        assert texts(page, "button", "govuk-button") == ["Resend security code"]
        assert link(page, "Back") == "/verify?next=%2Fyour-account"
        assert api.writes == []

    def test_sends_another_code_to_the_same_number(self, api, browser):
        new = a_new_user()
        opened_link(api, browser, new)

        page = browser.post(
            "/text-not-received?next=/your-account", {"mobile_number": "07700900001"}, follow=True
        )

        assert page.redirect_chain == [("/verify?next=%2Fyour-account", 302)]
        assert "We have sent you a new code" in page.content.decode()
        assert api.writes == [("POST", f"/user/{new['id']}/sms-code")]

    def test_corrects_the_number_and_sends_the_code_there(self, api, browser):
        new = a_new_user()
        opened_link(api, browser, new)

        page = browser.post("/text-not-received", {"mobile_number": f" {NUMBER} "})

        assert page["Location"] == "/verify"
        assert [(asked.path, asked.body) for asked in api.asked if asked.method == "POST"] == [
            (f"/user/{new['id']}", {"mobile_number": NUMBER}),
            (f"/user/{new['id']}/sms-code", {"to": NUMBER}),
        ]

    @pytest.mark.parametrize(
        ("typed", "said"),
        [("", "Enter your mobile number"), ("020 7946 0000", recipients.NOT_A_UK_MOBILE)],
    )
    def test_says_what_is_wrong_with_a_number(self, api, browser, typed, said):
        opened_link(api, browser, a_new_user())

        page = browser.post("/text-not-received", {"mobile_number": typed})

        assert link(page, said) == "#mobile_number"
        assert api.writes == []

    def test_says_that_the_api_refused_a_number(self, api, browser):
        new = a_new_user()
        opened_link(api, browser, new)
        refused = an_error({"mobile_number": ["Invalid phone number: Not enough digits"]})
        api.answers("POST", f"/user/{new['id']}", refused, status=400)

        page = browser.post("/text-not-received", {"mobile_number": NUMBER})

        assert link(page, recipients.WRONG) == "#mobile_number"
        assert api.asked_to("POST", f"/user/{new['id']}/sms-code") == []

    def test_sends_only_so_many(self, api, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 2
        new = a_new_user()
        opened_link(api, browser, new)

        statuses = [
            browser.post("/text-not-received", {"mobile_number": NUMBER}).status_code for _ in range(2)
        ]

        assert statuses == [302, 429]


class TestWhoMayCorrectTheNumber:
    def test_nobody_once_the_account_is_confirmed(self, api, browser):
        new = a_new_user()
        opened_link(api, browser, new)
        api.answers("POST", f"/user/{new['id']}/activate", {"data": a_user(id=new["id"])})
        other = browser.__class__()
        other.post(confirmation_link(new))
        other.post("/verify", {"sms_code": CODE})
        api.answers("GET", f"/user/{new['id']}", {"data": a_user(id=new["id"])})
        api.mock.calls.reset()

        page = browser.post("/text-not-received", {"mobile_number": NUMBER})

        assert page["Location"] == "/sign-in"
        assert api.writes == []

    def test_not_whoever_signs_in_to_an_active_account(self, api, browser):
        half_way(api, browser, a_user())

        browser.post("/text-not-received", {"mobile_number": NUMBER})

        assert api.writes == []

    def test_not_whoever_knows_only_the_password(self, api, browser):
        half_way(api, browser, a_new_user())

        page = browser.post("/text-not-received", {"mobile_number": NUMBER})

        assert page["Location"] == "/resend-email-verification"
        assert api.writes == []


class TestSteps:
    @pytest.mark.parametrize("address", ["/verify", "/text-not-received"])
    def test_nobody_comes_in_without_the_link(self, browser, address):
        assert browser.get(address)["Location"] == "/sign-in"

    @pytest.mark.parametrize(
        "address", ["/two-factor-sms", "/resend-email-verification", "/re-validate-email"]
    )
    def test_whoever_opened_the_link_goes_on_to_the_code(self, api, browser, address):
        opened_link(api, browser, a_new_user())

        assert browser.get(address)["Location"] == "/verify"

    @pytest.mark.parametrize("auth_type", ["sms_auth", "email_auth", "webauthn_auth"])
    def test_a_password_does_not_stand_for_the_link(self, api, browser, auth_type):
        half_way(api, browser, a_new_user(auth_type=auth_type))

        page = browser.post("/verify", {"sms_code": CODE})

        assert page["Location"] == "/resend-email-verification"
        assert api.asked == []

    def test_the_code_counts_for_the_person_of_the_link_that_was_opened_last(self, api, browser):
        first, second = a_new_user(), a_new_user(email_address="bo@example.gov.uk")
        opened_link(api, browser, first)
        opened_link(api, browser, second)

        browser.post("/verify", {"sms_code": CODE, "user_id": first["id"]})

        assert api.asked[0].path == f"/user/{second['id']}/verify/code"
