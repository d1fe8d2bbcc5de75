import pytest

from portal_apps.users.sessions import STARTED_AT
from tests.builders import a_user, an_error
from tests.portal_apps.users.steps import (
    CODE,
    email_link,
    half_way,
    knows,
    password_link,
    refuses_code,
    signed_earlier,
    token_of,
    without_tokens,
)

NEW = "three-quiet-herons"


class TestForgotPassword:
    def test_asks_for_the_address(self, browser):
        page = browser.get("/forgot-password").content.decode()

        assert '<h1 class="govuk-heading-l">Forgotten your password?</h1>' in page
        assert 'id="email_address" name="email_address" type="email"' in page

    def test_sends_a_link_and_says_where_to_look(self, api, browser):
        api.answers("POST", "/user/reset-password", status=204)

        page = browser.post("/forgot-password?next=/your-account", {"email_address": "ada@example.gov.uk"})

        assert b"Check your inbox" in page.content
        assert api.asked[0].body == {
            "email": "ada@example.gov.uk",
            "admin_base_url": "http://testserver",
            "next": "/your-account",
        }

    def test_an_address_nobody_has_gets_the_same_answer(self, api, browser):
        api.answers("POST", "/user/reset-password", status=204)
        known = browser.post("/forgot-password", {"email_address": "ada@example.gov.uk"})
        api.answers("POST", "/user/reset-password", an_error("No result found"), status=404)

        unknown = browser.post("/forgot-password", {"email_address": "bo@example.gov.uk"})

        assert known.status_code == unknown.status_code
        assert without_tokens(known) == without_tokens(unknown)

    def test_shows_what_the_api_finds_wrong_with_the_address(self, api, browser):
        api.answers(
            "POST", "/user/reset-password", an_error({"email": ["Not a valid email address"]}), status=400
        )

        page = browser.post("/forgot-password", {"email_address": "ada@example.gov.uk"})

        assert b"Not a valid email address" in page.content
        assert b'href="#email_address"' in page.content

    def test_sends_only_so_many(self, api, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 2
        api.answers("POST", "/user/reset-password", status=204)

        pages = [browser.post("/forgot-password", {"email_address": "ada@example.gov.uk"}) for _ in range(3)]

        assert [page.status_code for page in pages] == [200, 200, 429]
        assert b'value="ada@example.gov.uk"' in pages[-1].content
        assert len(api.asked) == 2


class TestOpeningTheLink:
    def test_asks_for_the_new_password_and_changes_nothing(self, api, browser):
        user = a_user()
        knows(api, user)

        page = browser.get(password_link(user)).content.decode()

        assert '<h1 class="govuk-heading-l">Create a new password</h1>' in page
        assert 'id="new_password" name="new_password" type="password"' in page
        assert [asked.path for asked in api.asked] == ["/user/email"]

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_link_from_before_the_last_change_of_the_password_is_used_up(self, api, browser, method):
        user = a_user(password_changed_at="2026-11-01 09:00:00.000001")
        knows(api, user)

        page = getattr(browser, method)(password_link(user, "2026-11-01 09:00:00.000000"))

        assert b"This link no longer works" in page.content
        assert [asked.path for asked in api.asked] == ["/user/email"]

    def test_an_old_link_says_so(self, api, browser):
        with signed_earlier(61 * 60):
            link = password_link(a_user())

        page = browser.get(link)

        assert b"This link no longer works" in page.content
        assert b'href="/forgot-password"' in page.content
        assert api.asked == []

    def test_a_link_to_an_address_nobody_has_any_more_says_so(self, api, browser):
        api.answers("POST", "/user/email", an_error("No result found"), status=404)

        assert b"This link no longer works" in browser.get(password_link(a_user())).content

    @pytest.mark.parametrize(
        "token",
        ["nonsense", token_of({"user_id": "ada", "secret_code": "x"}), token_of("an-invite")],
        ids=["nonsense", "sign-in", "invitation"],
    )
    def test_a_link_for_something_else_is_not_found(self, browser, token):
        assert browser.get(f"/new-password/{token}").status_code == 404


class TestNewPassword:
    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("", b"Enter a new password"),
            ("short", b"Password must be 8 characters or more"),
            ("password1", b"Choose a password that is harder to guess"),
            ("x-ada.okafor@meadowbridge.gov.uk", b"Password must not contain your email address"),
        ],
    )
    def test_refuses_what_is_no_good(self, api, browser, typed, said):
        user = a_user()
        knows(api, user)

        page = browser.post(password_link(user), {"new_password": typed})

        assert said in page.content
        assert [asked.path for asked in api.asked] == ["/user/email"]

    def test_waits_sealed_for_the_code(self, api, browser):
        user = a_user(failed_login_count=10)
        knows(api, user)

        page = browser.post(password_link(user) + "?next=/your-account", {"new_password": NEW})

        assert page["Location"] == "/two-factor-sms?next=%2Fyour-account"
        assert [asked.path for asked in api.asked] == [
            "/user/email",
            f"/user/{user['id']}",
            f"/user/{user['id']}/reset-failed-login-count",
            f"/user/{user['id']}/sms-code",
        ]
        assert api.asked[1].body.keys() == {"email_access_validated_at"}
        assert NEW not in str(dict(browser.session))

    def test_is_saved_once_the_code_is_given(self, api, browser):
        user = a_user()
        knows(api, user)
        browser.post(password_link(user), {"new_password": NEW})
        api.mock.calls.reset()

        browser.post("/two-factor-sms", {"sms_code": CODE})

        assert [(asked.method, asked.path) for asked in api.asked] == [
            ("POST", f"/user/{user['id']}/verify/code"),
            ("GET", f"/user/{user['id']}"),
            ("POST", f"/user/{user['id']}/update-password"),
            ("POST", "/events"),
            ("POST", "/events"),
        ]
        assert api.asked[2].body == {"_password": NEW}
        assert STARTED_AT in browser.session

    def test_is_not_saved_by_a_wrong_code(self, api, browser):
        user = a_user()
        knows(api, user)
        browser.post(password_link(user), {"new_password": NEW})
        refuses_code(api, user, "Code not found")

        browser.post("/two-factor-sms", {"sms_code": CODE})

        assert api.asked_to("POST", f"/user/{user['id']}/update-password") == []

    def test_is_not_saved_for_somebody_else_whose_link_is_opened_in_the_same_browser(self, api, browser):
        user, other = a_user(), a_user(auth_type="email_auth")
        knows(api, other)
        knows(api, user)
        browser.post(password_link(user), {"new_password": NEW})

        browser.post(email_link(other))

        assert [path for _, path in api.writes if path.endswith("update-password")] == []
        assert browser.session["_auth_user_id"] == other["id"]
        assert "half_sign_in" not in browser.session

    def test_is_not_saved_when_the_password_has_changed_meanwhile_and_the_person_is_told(self, api, browser):
        user = a_user()
        knows(api, user)
        browser.post(password_link(user), {"new_password": NEW})
        knows(api, user | {"password_changed_at": "2026-11-02 09:00:00.000000"})

        page = browser.post("/two-factor-sms?next=/your-account", {"sms_code": CODE}, follow=True)

        assert api.asked_to("POST", f"/user/{user['id']}/update-password") == []
        assert b"Your new password was not saved" in page.content

    def test_people_who_sign_in_by_email_are_signed_in_at_once_in_a_new_session(self, api, browser):
        user = a_user(auth_type="email_auth", current_session_id=None)
        knows(api, user)
        api.answers("GET", f"/user/{user['id']}", {"data": user | {"current_session_id": "a-new-one"}})

        page = browser.post(password_link(user) + "?next=/your-account", {"new_password": NEW})

        assert page["Location"] == "/your-account"
        assert [asked.path for asked in api.asked if asked.method == "POST"] == [
            "/user/email",
            f"/user/{user['id']}",
            f"/user/{user['id']}/reset-failed-login-count",
            f"/user/{user['id']}/update-password",
            "/events",
            f"/user/{user['id']}",
            "/events",
        ]
        assert api.asked[3].body == {"_password": NEW}
        assert api.asked[5].body.keys() == {"current_session_id"}
        assert browser.get("/your-account").status_code == 200

    def test_people_with_a_security_key_use_it_before_anything_is_changed(self, api, browser):
        user = a_user(auth_type="webauthn_auth")
        knows(api, user)

        page = browser.post(password_link(user), {"new_password": NEW}, follow=True)

        assert page.redirect_chain == [("/two-factor-webauthn", 302)]
        assert b"Your new password is saved once you have used the key" in page.content
        assert api.asked_to("POST", f"/user/{user['id']}/update-password") == []

    def test_confirms_an_account_that_was_never_confirmed(self, api, browser):
        user = a_user(state="pending")
        knows(api, user)

        to_code = browser.post(password_link(user), {"new_password": NEW})
        browser.post("/verify", {"sms_code": CODE})

        assert to_code["Location"] == "/verify"
        assert api.writes.index(("POST", f"/user/{user['id']}/activate")) < api.writes.index(
            ("POST", f"/user/{user['id']}/update-password")
        )
        assert STARTED_AT in browser.session

    def test_a_plain_sign_in_changes_no_password(self, api, browser):
        user = a_user()
        half_way(api, browser, user)

        browser.post("/two-factor-sms", {"sms_code": CODE})

        assert api.asked_to("POST", f"/user/{user['id']}/update-password") == []
