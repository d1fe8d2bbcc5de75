import time

import pytest
from django.test import Client

from portal_apps.users.sessions import ENDED
from tests.browsers import browser_of
from tests.builders import a_user, an_error
from tests.portal_apps.users.steps import PASSWORD, give_password, knows, without_tokens

WRONG = b"The email address or password you entered is incorrect"


class TestSignIn:
    def test_keeps_the_names_that_browser_suites_know(self, browser):
        page = browser.get("/sign-in").content.decode()

        assert '<h1 class="govuk-heading-l">Sign in</h1>' in page
        assert 'id="email_address" name="email_address" type="email"' in page
        assert 'id="password" name="password" type="password"' in page
        assert ">Forgotten your password?</a>" in page

    def test_the_button_that_submits_is_the_first_of_its_class(self, browser):
        page = browser.get("/sign-in").content.decode()

        first = page[page.index('class="govuk-button') :]
        assert first.startswith('class="govuk-button" data-module="govuk-button"')
        assert first[: first.index("</button>")].strip().endswith("Continue")

    def test_a_text_message_is_sent_to_people_who_sign_in_by_code(self, api, browser):
        user = a_user()
        knows(api, user)

        page = give_password(browser, user)

        assert page["Location"] == "/two-factor-sms"
        assert [(asked.path, asked.body) for asked in api.asked] == [
            ("/user/email", {"email": user["email_address"]}),
            (f"/user/{user['id']}/verify/password", {"password": PASSWORD}),
            (f"/user/{user['id']}/sms-code", {"to": "07700900001"}),
        ]

    def test_a_link_is_sent_to_people_who_sign_in_by_email(self, api, browser, settings):
        settings.ADMIN_BASE_URL = "https://portal.example.gov.uk"
        user = a_user(auth_type="email_auth")
        knows(api, user)

        page = give_password(browser, user, "?next=/your-account")

        assert page["Location"] == "/two-factor-email-sent?next=%2Fyour-account"
        assert api.asked[-1].path == f"/user/{user['id']}/email-code"
        assert api.asked[-1].body == {
            "to": None,
            "next": "/your-account",
            "email_auth_link_host": "https://portal.example.gov.uk",
        }

    def test_people_with_a_security_key_are_asked_for_it_and_sent_nothing(self, api, browser):
        user = a_user(auth_type="webauthn_auth")
        knows(api, user)

        page = give_password(browser, user)
        told = browser.get(page["Location"]).content

        assert page["Location"] == "/two-factor-webauthn"
        assert b"Get your security key" in told
        assert api.asked[-1].path.endswith("/verify/password")

    def test_somebody_who_never_confirmed_the_account_is_sent_the_link_for_it(self, api, browser):
        user = a_user(state="pending")
        knows(api, user)

        page = give_password(browser, user)

        assert page["Location"] == "/resend-email-verification"
        assert api.asked[-1].path == f"/user/{user['id']}/email-verification"
        assert api.asked[-1].body == {"to": user["email_address"], "admin_base_url": "http://testserver"}

    def test_spaces_around_the_address_are_not_part_of_it(self, api, browser):
        user = a_user()
        knows(api, user)

        browser.post("/sign-in", {"email_address": f" {user['email_address']}\u200b ", "password": PASSWORD})

        assert api.asked[0].body == {"email": user["email_address"]}

    def test_spaces_around_the_password_are(self, api, browser):
        user = a_user()
        knows(api, user)

        browser.post("/sign-in", {"email_address": user["email_address"], "password": " two spaces "})

        assert api.asked[1].body == {"password": " two spaces "}

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({}, b"Enter your email address"),
            ({"email_address": "ada", "password": "x"}, b"in the correct format"),
            ({"email_address": "ada@example.gov.uk"}, b"Enter your password"),
        ],
    )
    def test_asks_for_what_is_missing(self, browser, typed, said):
        page = browser.post("/sign-in", typed)

        assert said in page.content
        assert b"<title>Error: Sign in" in page.content

    def test_the_password_is_not_sent_back(self, browser):
        page = browser.post("/sign-in", {"email_address": "ada", "password": "do-not-repeat"})

        assert b"do-not-repeat" not in page.content
        assert b'value="ada"' in page.content

    def test_keeps_no_personal_data_in_the_cookie_or_the_address(self, api, browser):
        user = a_user()
        knows(api, user)

        page = give_password(browser, user)

        assert browser.session["half_sign_in"].keys() == {"user_id", "step", "started_at", "sealed_password"}
        assert user["email_address"] not in str(dict(browser.session)) + page["Location"]
        assert user["mobile_number"] not in str(dict(browser.session)) + page["Location"]


class TestVagueError:
    def test_for_a_wrong_password(self, api, browser):
        user = a_user()
        knows(api, user)
        api.answers(
            "POST",
            f"/user/{user['id']}/verify/password",
            an_error({"password": ["Incorrect password"]}),
            status=400,
        )

        page = give_password(browser, user)

        assert (page.status_code, WRONG in page.content) == (200, True)

    def test_for_an_address_nobody_has(self, api, browser):
        api.answers("POST", "/user/email", an_error("No result found"), status=404)

        assert WRONG in give_password(browser, a_user()).content

    def test_for_an_address_the_api_takes_for_none(self, api, browser):
        api.answers("POST", "/user/email", an_error({"email": ["Not a valid email address"]}), status=400)

        assert WRONG in give_password(browser, a_user()).content

    @pytest.mark.parametrize("facts", [{"failed_login_count": 10}, {"state": "inactive"}])
    def test_for_an_account_that_is_locked_or_archived_without_trying_the_password(self, api, browser, facts):
        user = a_user(**facts)
        knows(api, user)

        page = give_password(browser, user)

        assert WRONG in page.content
        assert [asked.path for asked in api.asked] == ["/user/email"]

    def test_nine_failures_do_not_lock(self, api, browser):
        user = a_user(failed_login_count=9)
        knows(api, user)

        assert give_password(browser, user)["Location"] == "/two-factor-sms"

    def test_every_cause_looks_the_same(self, api, browser):
        user = a_user()
        knows(api, user)
        api.answers("POST", f"/user/{user['id']}/verify/password", an_error({"password": ["No"]}), status=400)
        wrong_password = give_password(browser, user)
        api.answers("POST", "/user/email", an_error("No result found"), status=404)
        unknown = give_password(browser, user)

        assert without_tokens(wrong_password) == without_tokens(unknown)


class TestThrottling:
    def test_an_account_can_be_tried_ten_times(self, api, browser):
        user = a_user()
        knows(api, user)
        api.answers("POST", f"/user/{user['id']}/verify/password", an_error({"password": ["No"]}), status=400)

        pages = [give_password(browser, user) for _ in range(11)]

        assert [page.status_code for page in pages] == [200] * 10 + [429]
        assert len(api.asked_to("POST", f"/user/{user['id']}/verify/password")) == 10
        assert b"You have tried too many times. Wait 15 minutes, then try again" in pages[-1].content
        assert f'value="{user["email_address"]}"'.encode() in pages[-1].content
        assert pages[-1]["Retry-After"] == "900"

    def test_an_unknown_address_is_throttled_just_the_same(self, api, browser):
        api.answers("POST", "/user/email", an_error("No result found"), status=404)

        pages = [give_password(browser, a_user()) for _ in range(11)]

        assert pages[-1].status_code == 429

    def test_many_accounts_tried_from_one_address(self, api, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ADDRESS = 3
        api.answers("POST", "/user/email", an_error("No result found"), status=404)

        pages = [give_password(browser, a_user(email_address=f"{name}@a.gov.uk")) for name in "abcd"]

        assert [page.status_code for page in pages] == [200, 200, 200, 429]

    def test_the_right_password_starts_the_count_anew(self, api, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 2
        user = a_user()
        knows(api, user)

        assert {give_password(Client(), user).status_code for _ in range(4)} == {302}


class TestAlreadySignedIn:
    @pytest.mark.parametrize(
        ("wanted", "leads_to"),
        [
            ("/your-account", "/your-account"),
            ("", "/accounts-or-dashboard"),
            ("//evil.example", "/accounts-or-dashboard"),
        ],
    )
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_is_sent_on_to_the_page_that_somebody_wanted(self, sign_in, method, wanted, leads_to):
        page = getattr(sign_in(a_user()), method)("/sign-in", query_params={"next": wanted})

        assert page["Location"] == leads_to


class TestNotices:
    def test_says_when_somebody_signed_in_elsewhere(self, api):
        user = a_user()
        api.answers("GET", f"/user/{user['id']}", {"data": user | {"current_session_id": "another"}})

        page = browser_of(user).get("/your-account", follow=True)

        assert page.redirect_chain == [("/sign-in?next=/your-account", 302)]
        assert b"you have signed in again, on another device" in page.content

    def test_says_when_the_session_is_over(self, sign_in):
        browser = sign_in(a_user(), session_start=int(time.time()) - 21 * 3600)

        page = browser.get("/your-account", follow=True)

        assert b"your last session is over" in page.content

    def test_says_nothing_to_somebody_who_was_not_sent_here(self, sign_in):
        browser = sign_in(a_user(), session_start=int(time.time()) - 21 * 3600)
        browser.get("/your-account")

        page = browser.get("/sign-in")

        assert browser.session[ENDED] == "over"
        assert b"session is over" not in page.content

    def test_says_nothing_to_a_new_visitor(self, browser):
        page = browser.get("/your-account", follow=True)

        assert page.status_code == 200
        assert b"govuk-inset-text" not in page.content
