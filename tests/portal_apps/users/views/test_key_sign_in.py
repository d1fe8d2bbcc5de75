"""Signing in with a security key, after the password."""

from http.cookies import SimpleCookie

import pytest
from django.test import Client
from fido2 import cbor

from portal_apps.users.sessions import STARTED_AT
from tests.builders import a_user, an_error
from tests.pages import main, text_of
from tests.portal_apps.users.soft_key import CBOR, SoftKey, asked, said
from tests.portal_apps.users.steps import half_way, password_link

ADDRESS = "/webauthn/authenticate"


@pytest.fixture
def soft_key():
    return SoftKey()


@pytest.fixture
def kept(soft_key):
    return soft_key.kept()


@pytest.fixture
def user(api, browser, kept):
    """Somebody who has given the password, and whom the API knows with one key."""
    person = a_user(auth_type="webauthn_auth", can_use_webauthn=True)
    half_way(api, browser, person)
    other = SoftKey(credential_id=b"another-key-0123").kept(name="Other key")
    api.answers("GET", f"/user/{person['id']}/webauthn", {"data": [other, kept]})
    api.answers("POST", f"/user/{person['id']}/complete/webauthn-login", status=204)
    return person


def check(browser, soft_key, address=ADDRESS):
    return browser.post(address, soft_key.signs(asked(browser.get(address))), content_type=CBOR)


def attempts(api, user):
    return [one.body for one in api.asked_to("POST", f"/user/{user['id']}/complete/webauthn-login")]


@pytest.mark.usefixtures("user")
class TestThePage:
    def test_explains_itself_with_and_without_script(self, browser):
        page = browser.get("/two-factor-webauthn")

        assert text_of(main(page)).startswith("Get your security key")
        assert "Security keys work only with JavaScript" in text_of(main(page))

    def test_keeps_where_the_way_leads(self, browser):
        page = browser.get("/two-factor-webauthn?next=/your-account").content.decode()

        assert 'data-address="/webauthn/authenticate?next=%2Fyour-account"' in page


class TestTheCheck:
    def test_asks_for_a_key_of_this_person(self, browser, user, soft_key):
        options = asked(browser.get(ADDRESS))

        assert options["rpId"] == "testserver"
        assert {one["id"] for one in options["allowCredentials"]} == {
            soft_key.credential_id,
            b"another-key-0123",
        }

    def test_signs_in_and_tells_the_api_which_key_it_was(self, api, browser, user, kept, soft_key):
        page = check(browser, soft_key)

        assert said(page) == {"redirect_url": "/accounts-or-dashboard"}
        assert attempts(api, user) == [{"successful": True, "webauthn_credential_id": kept["id"]}]
        assert STARTED_AT in browser.session
        assert api.asked_to("POST", "/events")[0].body["event_type"] == "sucessful_login"

    @pytest.mark.parametrize(
        ("asked_for", "leads_to"),
        [("/your-account", "/your-account"), ("https://evil.example", "/accounts-or-dashboard")],
    )
    def test_leads_to_pages_of_this_portal_only(self, browser, user, soft_key, asked_for, leads_to):
        page = check(browser, soft_key, f"{ADDRESS}?next={asked_for}")

        assert said(page) == {"redirect_url": leads_to}

    def test_may_lead_to_the_inbox_first(self, api, browser, user, soft_key):
        stale = user | {"email_access_validated_at": "2020-01-01T09:00:00.000000Z"}
        api.answers("GET", f"/user/{user['id']}", {"data": stale})

        page = check(browser, soft_key)

        assert said(page) == {"redirect_url": "/re-validate-email"}
        assert STARTED_AT not in browser.session

    @pytest.mark.parametrize(
        "facts",
        [
            {"origin": "https://evil.example"},
            {"host": "evil.example"},
            {"touched": False},
            {"credential_id": b"nobody-knows-this"},
            {},
        ],
        ids=["other site", "other host", "nobody touched it", "unknown key", "forged signature"],
    )
    def test_refuses_and_counts_what_is_not_the_key(self, api, browser, user, facts):
        page = check(browser, SoftKey(**facts))

        assert page.status_code == 403
        assert said(page).startswith("That did not work")
        assert attempts(api, user) == [{"successful": False, "webauthn_credential_id": None}]
        assert STARTED_AT not in browser.session

    def test_the_right_key_at_the_wrong_site_is_refused(self, api, browser, user, soft_key):
        soft_key.origin = "https://testserver.evil.example"

        assert check(browser, soft_key).status_code == 403

    def test_a_challenge_is_good_for_one_answer(self, browser, user, soft_key):
        old = soft_key.signs(asked(browser.get(ADDRESS)))
        browser.get(ADDRESS)

        assert browser.post(ADDRESS, old, content_type=CBOR).status_code == 403
        assert browser.post(ADDRESS, old, content_type=CBOR).status_code == 403

    def test_a_copy_of_the_cookie_brings_no_challenge_back(self, api, browser, user, soft_key):
        answer = soft_key.signs(asked(browser.get(ADDRESS)))
        thief = Client()
        thief.cookies = SimpleCookie(browser.cookies.output(header="", sep=";"))

        first = browser.post(ADDRESS, answer, content_type=CBOR)
        again = thief.post(ADDRESS, answer, content_type=CBOR)

        assert first.status_code == 200
        assert again.status_code == 403
        assert STARTED_AT not in thief.session

    def test_refuses_what_is_no_answer_of_a_key(self, browser, user):
        browser.get(ADDRESS)

        assert browser.post(ADDRESS, cbor.encode({}), content_type=CBOR).status_code == 403

    def test_saves_a_new_password_that_waited_for_it(self, api, browser, user, soft_key):
        password = "three-quiet-herons"
        browser.post(password_link(user), {"new_password": password})

        check(browser, soft_key)

        assert api.asked_to("POST", f"/user/{user['id']}/update-password")[0].body == {"_password": password}

    def test_an_account_that_the_api_has_locked_stays_locked(self, api, browser, user, soft_key):
        refusal = an_error("Maximum login count exceeded")
        api.answers("POST", f"/user/{user['id']}/complete/webauthn-login", refusal, status=403)

        page = check(browser, soft_key)

        assert page.status_code == 403
        assert "too many times" in said(page)
        assert STARTED_AT not in browser.session

    def test_can_be_tried_only_so_often(self, api, browser, user, soft_key, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 0

        assert check(browser, soft_key).status_code == 429
        assert attempts(api, user) == []

    def test_is_not_for_people_who_sign_in_otherwise(self, api, client):
        half_way(api, client, a_user())

        assert client.get(ADDRESS)["Location"] == "/two-factor-sms"
        assert client.post(ADDRESS, b"", content_type=CBOR)["Location"] == "/two-factor-sms"
