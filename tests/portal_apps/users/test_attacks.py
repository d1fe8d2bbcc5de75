"""What somebody might try at the door."""

import json
import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.core import signing
from django.test import Client

from portal_apps.users.half_sign_in import IN_SESSION
from tests.builders import a_user
from tests.portal_apps.users.steps import (
    CODE,
    PASSWORD,
    confirmation_link,
    email_link,
    give_password,
    half_way,
    knows,
    knows_nobody,
    password_link,
    refuses_code,
    token_of,
)

COOKIE = "notify_admin_session"
EVIL = ["//evil.example", "https:evil.example", "\\\\evil.example", "/\\evil.example", "javascript:alert(1)"]


class TestOpenRedirect:
    @pytest.mark.parametrize("wanted", EVIL)
    def test_signing_in_leads_nowhere_else(self, api, browser, wanted):
        user = a_user()
        knows(api, user)

        to_code = browser.post(
            "/sign-in",
            {"email_address": user["email_address"], "password": PASSWORD},
            query_params={"next": wanted},
        )
        done = browser.post("/two-factor-sms", {"sms_code": CODE}, query_params={"next": wanted})

        assert to_code["Location"] == "/two-factor-sms"
        assert done["Location"] == "/accounts-or-dashboard"

    @pytest.mark.parametrize("wanted", EVIL)
    def test_no_link_leads_there_either(self, api, browser, wanted):
        user = a_user(auth_type="email_auth")
        knows(api, user)

        page = browser.get("/sign-in", {"next": wanted}).content.decode()
        browser.post(
            "/sign-in",
            {"email_address": user["email_address"], "password": PASSWORD},
            query_params={"next": wanted},
        )

        assert "evil" not in page
        assert "alert" not in page
        assert "next" not in api.asked[-1].body

    @pytest.mark.parametrize("wanted", EVIL)
    def test_an_emailed_link_leads_nowhere_else(self, api, browser, wanted):
        user = a_user(auth_type="email_auth")
        knows(api, user)

        page = browser.post(email_link(user), query_params={"next": wanted})

        assert page["Location"] == "/accounts-or-dashboard"


class TestSessionFixation:
    def test_the_session_before_the_sign_in_is_not_the_one_after(self, api, browser):
        half_way(api, browser, a_user())
        before, token_before = (
            browser.cookies[COOKIE].value,
            browser.get("/two-factor-sms").cookies["csrftoken"].value,
        )

        page = browser.post("/two-factor-sms", {"sms_code": CODE})
        planted = Client()
        planted.cookies[COOKIE] = before

        assert page.cookies[COOKIE].value != before
        assert page.cookies["csrftoken"].value != token_before
        assert planted.get("/your-account").status_code == 302

    def test_signing_in_over_somebody_elses_session_leaves_nothing_of_it(self, api, sign_in):
        first, second = a_user(), a_user()
        browser = sign_in(first, left_behind="secret")
        api.answers("GET", f"/user/{first['id']}", {"data": first | {"current_session_id": "another"}})
        knows(api, second)

        give_password(browser, second)
        browser.post("/two-factor-sms", {"sms_code": CODE})

        assert browser.session[SESSION_KEY] == second["id"]
        assert "left_behind" not in browser.session


class TestTamperedCookie:
    def forged(self, browser, **changes):
        """The session with other contents, signed with another secret."""
        value = dict(browser.session) | changes
        return signing.dumps(
            value, key="not-the-secret", salt="django.contrib.sessions.backends.signed_cookies", compress=True
        )

    def test_a_half_sign_in_cannot_be_given_to_oneself(self, api, browser):
        half_way(api, browser, a_user())
        other = browser.session[IN_SESSION] | {"user_id": a_user()["id"]}
        browser.cookies[COOKIE] = self.forged(browser, **{IN_SESSION: other})

        assert browser.get("/two-factor-sms")["Location"] == "/sign-in"

    def test_neither_can_a_session(self, api, sign_in):
        browser = sign_in(a_user())
        browser.cookies[COOKIE] = self.forged(browser, **{SESSION_KEY: a_user()["id"]})

        assert browser.get("/your-account").status_code == 302

    def test_one_changed_character_is_enough(self, sign_in):
        browser = sign_in(a_user())
        cookie = browser.cookies[COOKIE].value
        browser.cookies[COOKIE] = ("x" if cookie[5] != "x" else "y").join([cookie[:5], cookie[6:]])

        assert browser.get("/your-account").status_code == 302


class TestOtherPeoplesSignIn:
    def test_a_half_sign_in_is_of_its_own_person_whoever_is_typed_next(self, api, browser):
        first, second = a_user(), a_user(email_address="bo@example.gov.uk")
        half_way(api, browser, first)
        refuses_code(api, second, "Code not found")

        browser.post("/two-factor-sms", {"sms_code": CODE, "user_id": second["id"]})

        assert browser.session[SESSION_KEY] == first["id"]

    def test_a_new_password_replaces_the_half_sign_in_of_before(self, api, browser):
        first, second = a_user(), a_user(email_address="bo@example.gov.uk")
        half_way(api, browser, first)
        half_way(api, browser, second)

        browser.post("/two-factor-sms", {"sms_code": CODE})

        assert api.asked[0].path == f"/user/{second['id']}/verify/code"

    def test_a_wrong_password_does_not_touch_the_half_sign_in(self, api, browser):
        user = a_user()
        half_way(api, browser, user)
        api.answers("POST", "/user/email", {"result": "error", "message": "No result found"}, status=404)

        give_password(browser, a_user(email_address="bo@example.gov.uk"))

        assert browser.session[IN_SESSION]["user_id"] == user["id"]


class TestLinksForOtherPurposes:
    def test_no_link_opens_the_door_of_another(self, browser):
        user = a_user()
        of_verify_email = token_of({"user_id": user["id"], "email": user["email_address"]})
        of_sign_in = email_link(user).removeprefix("/email-auth/")
        of_password = password_link(user).removeprefix("/new-password/")

        for door, tokens in {
            "/email-auth": [of_verify_email, of_password],
            "/new-password": [of_verify_email, of_sign_in],
            "/verify-email": [of_sign_in, of_password],
        }.items():
            assert [browser.post(f"{door}/{token}").status_code for token in tokens] == [404, 404]


class TestCodesByBruteForce:
    def test_many_browsers_with_the_same_password_share_one_count(self, api):
        user = a_user()
        knows(api, user)
        refuses_code(api, user, "Code not found")

        statuses = []
        for number in range(12):
            browser = Client(REMOTE_ADDR=f"203.0.113.{number}")
            give_password(browser, user)
            statuses.append(browser.post("/two-factor-sms", {"sms_code": CODE}).status_code)

        assert statuses == [200] * 10 + [429] * 2


class TestForgedForms:
    POSTS = [
        "/sign-in",
        "/register",
        "/verify",
        "/text-not-received",
        "/two-factor-sms",
        "/send-new-code",
        "/send-new-email-token",
        "/resend-email-verification",
        "/forgot-password",
        "/sign-out",
        "/your-account/name",
        "/your-account/password",
        email_link(a_user()),
        password_link(a_user()),
        confirmation_link(a_user()),
    ]

    @pytest.mark.parametrize("address", POSTS)
    def test_a_form_without_our_token_is_refused(self, api, sign_in, address):
        browser = sign_in(a_user())
        browser.handler.enforce_csrf_checks = True

        page = browser.post(address, {"email_address": "ada@example.gov.uk", "password": PASSWORD})

        assert page.status_code == 400
        assert api.writes == []

    def test_our_own_form_is_taken(self, api):
        browser = Client(enforce_csrf_checks=True)
        user = a_user()
        knows(api, user)
        form = browser.get("/sign-in").content.decode()
        token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', form).group(1)

        page = browser.post(
            "/sign-in",
            {"email_address": user["email_address"], "password": PASSWORD, "csrfmiddlewaretoken": token},
        )

        assert page["Location"] == "/two-factor-sms"


class TestSecretsInLogs:
    def test_neither_passwords_nor_addresses_nor_codes_are_logged(self, api, browser, caplog):
        caplog.set_level(0)
        user = a_user()
        half_way(api, browser, user)
        refuses_code(api, user, "Code not found")

        browser.post("/two-factor-sms", {"sms_code": "98765"})
        browser.post("/forgot-password", {"email_address": user["email_address"]})

        told = json.dumps([record.__dict__ for record in caplog.records], default=str)
        for secret in (user["email_address"], user["mobile_number"], PASSWORD, "98765"):
            assert secret not in told

    def test_nor_what_somebody_registers_with(self, api, browser, caplog):
        caplog.set_level(0)
        new = a_user(state="pending", name="Chloe Nakamura")
        knows_nobody(api, new)
        typed = {"name": new["name"], "email_address": new["email_address"], "password": PASSWORD}

        browser.post("/register", {**typed, "mobile_number": "07700900001"})
        browser.post(confirmation_link(new))
        browser.post("/text-not-received", {"mobile_number": "07700900002"})
        browser.post("/verify", {"sms_code": "98765"})

        told = json.dumps([record.__dict__ for record in caplog.records], default=str)
        assert ("POST", f"/user/{new['id']}/activate") in api.writes
        for secret in (*typed.values(), "07700900001", "07700900002", "98765"):
            assert secret not in told
        assert "/verify-email/" not in told
