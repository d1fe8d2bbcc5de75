import time

import pytest

from portal_apps.users.sessions import STARTED_AT
from tests.builders import a_user
from tests.portal_apps.users.steps import (
    CODE,
    email_link,
    half_way,
    knows,
    refuses_code,
    signed_earlier,
    token_of,
)


class TestEmailAuth:
    def test_opening_the_link_asks_nothing_and_offers_a_form_that_submits_itself(self, api, browser):
        page = browser.get(email_link(a_user())).content.decode()

        assert '<form method="post" novalidate data-submits-itself>' in page
        assert "Continue" in page
        assert api.asked == []

    def test_submitting_it_signs_in(self, api, browser):
        user = a_user(auth_type="email_auth")
        knows(api, user)

        page = browser.post(email_link(user) + "?next=/your-account")

        assert page["Location"] == "/your-account"
        assert [(asked.method, asked.path) for asked in api.asked] == [
            ("POST", f"/user/{user['id']}/verify/code"),
            ("GET", f"/user/{user['id']}"),
            ("POST", "/events"),
        ]
        assert api.asked[0].body == {"code_type": "email", "code": "a-secret"}
        assert STARTED_AT in browser.session

    @pytest.mark.parametrize(("reason", "status"), [("Code not found", 404), ("Code has expired", 400)])
    def test_a_used_link_says_so(self, api, browser, reason, status):
        user = a_user()
        knows(api, user)
        refuses_code(api, user, reason, status)

        page = browser.post(email_link(user))

        assert b"This link no longer works" in page.content
        assert b'href="/sign-in"' in page.content
        assert STARTED_AT not in browser.session

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_an_old_link_says_so_without_asking_the_api(self, api, browser, method):
        with signed_earlier(31 * 60):
            link = email_link(a_user())

        page = getattr(browser, method)(link)

        assert b"This link no longer works" in page.content
        assert api.asked == []

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_link_nobody_signed_is_not_found(self, browser, method):
        assert getattr(browser, method)("/email-auth/nonsense").status_code == 404

    def test_somebody_who_is_signed_in_already_is_sent_on(self, sign_in):
        browser = sign_in(a_user())

        assert browser.post(email_link(a_user()))["Location"] == "/accounts-or-dashboard"
        assert browser.post(email_link(a_user()) + "?next=/your-account")["Location"] == "/your-account"

    def test_a_session_that_is_over_does_not_stand_in_the_way(self, api, sign_in):
        user = a_user(auth_type="email_auth")
        browser = sign_in(user, session_start=int(time.time()) - 21 * 3600)
        knows(api, user)

        page = browser.post(email_link(user) + "?next=/your-account")

        assert page["Location"] == "/your-account"
        assert browser.get("/your-account").status_code == 200

    def test_an_account_that_was_archived_meanwhile_stays_closed(self, api, browser):
        user = a_user(state="inactive")
        knows(api, user)

        page = browser.post(email_link(user))

        assert page.status_code == 403
        assert STARTED_AT not in browser.session

    def test_somebody_who_proves_the_address_before_confirming_the_account_has_confirmed_it(
        self, api, browser
    ):
        user = a_user(state="pending")
        knows(api, user)

        browser.post(email_link(user))

        assert ("POST", f"/user/{user['id']}/activate") in api.writes
        assert STARTED_AT in browser.session

    def test_a_link_can_be_tried_only_so_often(self, api, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 1
        user = a_user()
        knows(api, user)
        refuses_code(api, user, "Code has expired", 400)

        browser.post(email_link(user))
        page = browser.post(email_link(user))

        assert page.status_code == 429
        assert b"data-submits-itself" not in page.content
        assert len(api.asked) == 1


class TestWaitingForTheLink:
    def test_says_where_to_look(self, api, browser):
        half_way(api, browser, a_user(auth_type="email_auth"))

        page = browser.get("/two-factor-email-sent?next=/your-account").content.decode()

        assert '<h1 class="govuk-heading-l">Check your inbox</h1>' in page
        assert 'href="/email-not-received?next=%2Fyour-account"' in page

    @pytest.mark.parametrize("address", ["/email-not-received", "/send-new-email-token"])
    def test_offers_another_link_and_sends_nothing_by_itself(self, api, browser, address):
        half_way(api, browser, a_user(auth_type="email_auth"))

        page = browser.get(address).content.decode()

        assert '<form method="post" action="/send-new-email-token" novalidate>' in page
        assert 'href="/two-factor-email-sent"' in page
        assert api.asked == []

    def test_sends_another_link(self, api, browser):
        user = a_user(auth_type="email_auth")
        half_way(api, browser, user)

        page = browser.post("/send-new-email-token?next=/your-account", follow=True)

        assert page.redirect_chain == [("/two-factor-email-sent?next=%2Fyour-account", 302)]
        assert b"We have sent you a new link" in page.content
        assert api.asked_to("POST", f"/user/{user['id']}/email-code")[0].body["next"] == "/your-account"

    def test_sends_another_link_to_somebody_who_has_given_the_code_and_must_prove_the_address(
        self, api, browser
    ):
        user = a_user(email_access_validated_at="2026-01-05T09:00:00.000000Z")
        half_way(api, browser, user)
        browser.post("/two-factor-sms", {"sms_code": CODE})

        page = browser.post("/send-new-email-token")

        assert page["Location"] == "/re-validate-email"
        assert len(api.asked_to("POST", f"/user/{user['id']}/email-code")) == 2

    def test_sends_only_so_many(self, api, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 1
        half_way(api, browser, a_user(auth_type="email_auth"))

        statuses = [browser.post("/send-new-email-token").status_code for _ in range(2)]

        assert statuses == [302, 429]


class TestWrongPurpose:
    @pytest.mark.parametrize(
        "payload",
        [
            {"email": "ada@example.gov.uk", "created_at": "2026-11-01 09:00:00.000000"},
            {"user_id": "6def4b28-5b81-5c2d-b26c-6dd640cf0c55", "email": "ada@example.gov.uk"},
            "6def4b28-5b81-5c2d-b26c-6dd640cf0c55",
        ],
    )
    def test_a_link_for_something_else_does_not_sign_in(self, api, browser, payload):
        page = browser.post(f"/email-auth/{token_of(payload)}")

        assert page.status_code == 404
        assert api.asked == []
