"""One's own security keys, from the first to the last."""

import time
from base64 import b64decode

import pytest
from fido2 import cbor
from fido2.webauthn import AttestedCredentialData

from portal_apps.users.webauthn import CEREMONY_SECONDS, REGISTERING
from tests.browsers import browser_of
from tests.builders import a_user, an_error, an_id
from tests.pages import errors, link, main, text_of, typed
from tests.portal_apps.users.soft_key import CBOR, SoftKey, asked, said

LIST, REGISTER = "/your-account/security-keys", "/webauthn/register"


def url(key, page):
    return f"{LIST}/{key['id']}/{page}"


def has_keys(api, user, *keys):
    api.answers("GET", f"/user/{user['id']}/webauthn", {"data": list(keys)})


def event_types(api):
    return [event.body["event_type"] for event in api.asked_to("POST", "/events")]


@pytest.fixture
def user(api):
    person = a_user(can_use_webauthn=True)
    address = f"/user/{person['id']}"
    has_keys(api, person)
    api.answers("POST", address, {"data": person | {"auth_type": "webauthn_auth"}})
    api.answers("POST", "/events", {"data": {}}, status=201)
    return person


@pytest.fixture
def browser(sign_in, user):
    return sign_in(user)


@pytest.fixture
def key(api, user):
    """One that is registered already."""
    kept = SoftKey().kept()
    has_keys(
        api, user, kept, SoftKey().kept(name="Red <b>key</b>", logged_in_at="2026-11-02T10:00:00.000000Z")
    )
    api.answers("POST", f"/user/{user['id']}/webauthn/{kept['id']}", {"data": kept})
    api.answers("DELETE", f"/user/{user['id']}/webauthn/{kept['id']}", status=204)
    return kept


class TestTheList:
    def test_shows_every_key(self, api, browser, key):
        page = browser.get(LIST)

        words = text_of(main(page))
        assert "Blue key Never used" in words
        assert "Red <b>key</b> Last used 2 November" in words
        assert link(page, "Manage Blue key") == url(key, "manage")

    def test_tells_people_without_script_the_truth(self, browser):
        page = browser.get(LIST)

        assert "Security keys work only with JavaScript" in text_of(main(page))
        assert "security-keys.js" in page.content.decode()
        assert '<button type="submit" class="govuk-button webauthn__api-required">' in page.content.decode()

    def test_is_counted_on_the_page_of_the_account(self, browser, key):
        assert "2 registered" in text_of(main(browser.get("/your-account")))

    @pytest.mark.parametrize(
        "address", [LIST, REGISTER, f"{LIST}/{an_id()}/manage", f"{LIST}/{an_id()}/delete"]
    )
    def test_is_for_people_whom_the_api_lets_have_keys(self, api, sign_in, address):
        person = a_user()
        browser = sign_in(person)

        assert browser.get(address).status_code == 403
        assert link(browser.get("/your-account"), "Change security keys") is None
        assert api.asked_to("GET", f"/user/{person['id']}/webauthn") == []


class TestRegistering:
    def register(self, api, browser, user, soft_key, new=None):
        kept = new or soft_key.kept(name="Unnamed key")
        api.answers("POST", f"/user/{user['id']}/webauthn", {"data": kept}, status=201)
        options = asked(browser.get(REGISTER))
        return kept, browser.post(REGISTER, soft_key.registers(options), content_type=CBOR)

    def test_asks_for_a_key_of_this_person_at_this_portal(self, browser, user, key):
        options = asked(browser.get(REGISTER))

        assert options["rp"]["id"] == "testserver"
        assert options["user"]["id"] == user["id"].encode()
        assert options["user"]["name"] == user["email_address"]
        assert len(options["challenge"]) == 32
        assert {one["id"] for one in options["excludeCredentials"]} == {SoftKey().credential_id}
        assert options["authenticatorSelection"]["userVerification"] == "discouraged"

    def test_a_challenge_is_new_every_time(self, browser):
        assert asked(browser.get(REGISTER))["challenge"] != asked(browser.get(REGISTER))["challenge"]

    def test_keeps_the_key_as_the_api_wants_it(self, api, browser, user):
        soft_key = SoftKey()

        kept, page = self.register(api, browser, user, soft_key)

        body = api.asked_to("POST", f"/user/{user['id']}/webauthn")[0].body
        assert AttestedCredentialData(cbor.decode(b64decode(body["credential_data"]))) == soft_key.credential
        assert cbor.decode(b64decode(body["registration_response"])).keys() == {
            "attestationObject",
            "clientDataJSON",
        }
        assert body["name"] == "Unnamed key"
        assert said(page) == {"redirect_url": url(kept, "manage")}

    def test_makes_it_the_way_to_sign_in(self, api, browser, user):
        self.register(api, browser, user, SoftKey())

        assert api.asked_to("POST", f"/user/{user['id']}")[0].body == {"auth_type": "webauthn_auth"}
        added, method = (event.body for event in api.asked_to("POST", "/events"))
        assert added["event_type"] == "add_security_key"
        assert added["data"]["security_key_name"] == "Unnamed key"
        assert method["event_type"] == "update_user_auth_type"
        assert method["data"]["original_auth_type"] == "sms_auth"

    def test_a_second_one_leaves_the_way_to_sign_in_as_it_is(self, api, sign_in, user):
        browser = sign_in(user | {"auth_type": "webauthn_auth"})

        self.register(api, browser, user, SoftKey())

        assert event_types(api) == ["add_security_key"]

    @pytest.mark.parametrize(
        "soft_key",
        [
            SoftKey(origin="https://testserver.evil.example"),
            SoftKey(origin="https://testserver"),
            SoftKey(host="evil.example"),
            SoftKey(touched=False),
        ],
        ids=["other site", "other scheme", "other host", "nobody touched it"],
    )
    def test_refuses_what_was_made_elsewhere(self, api, browser, user, soft_key):
        _, page = self.register(api, browser, user, soft_key)

        assert page.status_code == 400
        assert said(page).startswith("That did not work")
        assert api.writes == []

    def test_a_challenge_is_good_for_one_answer(self, api, browser, user):
        api.answers("POST", f"/user/{user['id']}/webauthn", {"data": SoftKey().kept()}, status=201)
        answer = SoftKey().registers(asked(browser.get(REGISTER)))
        browser.post(REGISTER, answer, content_type=CBOR)

        assert browser.post(REGISTER, answer, content_type=CBOR).status_code == 400

    def test_a_challenge_is_good_for_ten_minutes(self, api, sign_in, user):
        long_ago = int(time.time()) - CEREMONY_SECONDS - 1
        challenge = "A" * 43
        browser = sign_in(user, **{REGISTERING: [long_ago, challenge]})

        page = browser.post(REGISTER, SoftKey().registers({"challenge": challenge}), content_type=CBOR)

        assert page.status_code == 400
        assert api.writes == []

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"\xff",
            b"\x81" * 5000,
            cbor.encode([]),
            cbor.encode({}),
            cbor.encode({"attestationObject": b"\xa0", "clientDataJSON": b"{}"}),
            cbor.encode({"attestationObject": "text", "clientDataJSON": b"[]"}),
            b"x" * 70_000,
        ],
    )
    def test_refuses_what_is_no_answer_of_a_key(self, api, browser, body):
        browser.get(REGISTER)

        assert browser.post(REGISTER, body, content_type=CBOR).status_code == 400
        assert api.writes == []

    def test_needs_the_token_of_the_page(self, user):
        browser = browser_of(user)
        browser.handler.enforce_csrf_checks = True

        assert browser.post(REGISTER, b"", content_type=CBOR).status_code == 400


class TestRenaming:
    def test_shows_the_name_and_changes_it(self, api, browser, user, key):
        shown = browser.get(url(key, "manage"))
        page = browser.post(url(key, "manage"), {"security_key_name": "Key at home"})

        assert typed(shown, "security_key_name") == ["Blue key"]
        assert page["Location"] == LIST
        body = api.asked_to("POST", f"/user/{user['id']}/webauthn/{key['id']}")[0].body
        assert body == {"name": "Key at home"}

    @pytest.mark.parametrize("sent", ["", "-", "x" * 256])
    def test_refuses_what_is_no_name(self, api, browser, key, sent):
        assert len(errors(browser.post(url(key, "manage"), {"security_key_name": sent}))) == 1
        assert api.writes == []

    @pytest.mark.parametrize("page", ["manage", "delete"])
    def test_a_key_of_somebody_else_is_not_found(self, api, browser, key, page):
        assert browser.post(url({"id": an_id()}, page), {"security_key_name": "Mine"}).status_code == 404
        assert api.writes == []


class TestRemoving:
    def test_asks_first(self, api, browser, key):
        page = browser.get(url(key, "delete"))

        assert "Are you sure you want to remove Blue key?" in text_of(main(page))
        assert api.writes == []

    def test_is_done_and_says_which_key_it_was(self, api, browser, user, key):
        page = browser.post(url(key, "delete"))

        assert page["Location"] == LIST
        assert ("DELETE", f"/user/{user['id']}/webauthn/{key['id']}") in api.writes
        event = api.asked_to("POST", "/events")[0].body
        assert event["event_type"] == "remove_security_key"
        assert event["data"]["security_key_name"] == "Blue key"

    def test_the_last_one_stays(self, api, browser, user, key):
        refusal = an_error("Cannot delete last remaining webauthn credential for user")
        api.answers("DELETE", f"/user/{user['id']}/webauthn/{key['id']}", refusal, status=400)

        page = browser.post(url(key, "delete"))

        assert errors(page) == ["You cannot remove your only security key. Register another one first"]
        assert event_types(api) == []
