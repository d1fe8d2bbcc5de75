"""A new e-mail address of one's own: typed, the password, the link."""

import pytest

from tests.builders import a_user, an_error
from tests.pages import errors, link, main, text_of, typed
from tests.portal_apps.users.steps import signed_earlier, token_of

ADDRESS, PASSWORD_PAGE = "/your-account/email", "/your-account/email/authenticate"
NEW = "ada@elsewhere.gov.uk"
RIGHT = {"password": "correct-horse-battery"}


def confirm_url(user, email_address=NEW):
    return f"/your-account/email/confirm/{token_of({'user_id': user['id'], 'email': email_address})}"


@pytest.fixture
def user(api):
    person = a_user()
    address = f"/user/{person['id']}"
    api.answers("POST", "/user/email", an_error("No result found"), status=404)
    api.answers("POST", f"{address}/verify/password", status=204)
    api.answers("POST", f"{address}/change-email-verification", status=204)
    api.answers("POST", address, {"data": person | {"email_address": NEW}})
    api.answers("POST", "/events", {"data": {}}, status=201)
    return person


@pytest.fixture
def browser(sign_in, user):
    return sign_in(user)


class TestTyping:
    def test_shows_the_address_to_change(self, browser):
        assert typed(browser.get(ADDRESS), "email_address") == ["ada.okafor@meadowbridge.gov.uk"]

    def test_leads_on_to_the_password_and_says_nothing_in_the_address(self, browser):
        assert browser.post(ADDRESS, {"email_address": NEW})["Location"] == PASSWORD_PAGE

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ("", "Enter an email address"),
            ("ada", "Enter an email address in the correct format, like name@example.com"),
            ("ada@shop.example.com", "Enter a public sector email address, like name@example.gov.uk"),
        ],
    )
    def test_refuses_what_will_not_do(self, api, browser, sent, said):
        api.answers("GET", "/organisations", [])

        page = browser.post(ADDRESS, {"email_address": sent})

        assert errors(page) == [said]
        assert typed(page, "email_address") == [sent]

    def test_refuses_the_address_of_somebody_else(self, api, browser):
        api.answers("POST", "/user/email", {"data": a_user()})

        page = browser.post(ADDRESS, {"email_address": NEW})

        assert errors(page) == ["Somebody already has an account with this email address"]

    def test_is_for_people_of_the_public_sector(self, api, sign_in):
        api.answers("GET", "/organisations", [])
        guest = sign_in(a_user(email_address="guest@shop.example.com"))

        assert guest.get(ADDRESS).status_code == 403
        assert link(guest.get("/your-account"), "Change email address") is None


class TestThePassword:
    def test_makes_the_api_send_the_link(self, api, browser, user):
        browser.post(ADDRESS, {"email_address": NEW})

        page = browser.post(PASSWORD_PAGE, RIGHT)

        sent = api.asked_to("POST", f"/user/{user['id']}/change-email-verification")
        assert [request.body for request in sent] == [{"email": NEW}]
        assert text_of(main(page)).startswith("Check your inbox")
        assert NEW in text_of(main(page))

    def test_is_needed(self, api, browser, user):
        browser.post(ADDRESS, {"email_address": NEW})
        api.answers("POST", f"/user/{user['id']}/verify/password", an_error({"password": ["No"]}), status=400)

        page = browser.post(PASSWORD_PAGE, {"password": "wrong"})

        assert errors(page) == ["The password you entered is incorrect"]
        assert api.asked_to("POST", f"/user/{user['id']}/change-email-verification") == []

    def test_can_be_tried_only_so_often(self, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 0
        browser.post(ADDRESS, {"email_address": NEW})

        page = browser.post(PASSWORD_PAGE, RIGHT)

        assert page.status_code == 429
        assert page["Retry-After"]

    def test_is_not_asked_before_an_address_was_typed(self, browser):
        assert browser.get(PASSWORD_PAGE)["Location"] == ADDRESS

    def test_is_asked_again_for_the_next_link(self, browser):
        browser.post(ADDRESS, {"email_address": NEW})
        browser.post(PASSWORD_PAGE, RIGHT)

        assert browser.post(PASSWORD_PAGE, RIGHT)["Location"] == ADDRESS


class TestTheLink:
    def test_opening_it_changes_nothing(self, api, browser, user):
        page = browser.get(confirm_url(user))

        assert NEW in text_of(main(page))
        assert api.writes == []

    def test_changes_the_address_and_says_who_did_it(self, api, browser, user):
        page = browser.post(confirm_url(user))

        assert page["Location"] == "/your-account"
        assert api.asked_to("POST", f"/user/{user['id']}")[0].body == {"email_address": NEW}
        event = api.asked_to("POST", "/events")[0].body
        assert event["event_type"] == "update_user_email"
        assert (
            event["data"].items()
            >= {
                "user_id": user["id"],
                "updated_by_id": user["id"],
                "original_email_address": "ada.okafor@meadowbridge.gov.uk",
                "new_email_address": NEW,
            }.items()
        )

    def test_of_somebody_else_changes_nothing(self, api, browser):
        page = browser.post(confirm_url(a_user()))

        assert text_of(main(page)).startswith("This link is for another account")
        assert api.writes == []

    def test_that_is_an_hour_old_changes_nothing(self, api, browser, user):
        with signed_earlier(seconds=60 * 60 + 1):
            address = confirm_url(user)

        page = browser.post(address)

        assert text_of(main(page)).startswith("This link no longer works")
        assert api.writes == []

    def test_that_nobody_signed_is_not_found(self, browser):
        assert browser.get("/your-account/email/confirm/forged").status_code == 404

    def test_opened_again_leads_to_the_account(self, api, browser, user):
        page = browser.get(confirm_url(user, user["email_address"]))

        assert page["Location"] == "/your-account"
        assert api.writes == []

    def test_says_so_when_somebody_has_registered_with_the_address_since(self, api, browser, user):
        api.answers("POST", "/user/email", {"data": a_user()})
        api.answers("POST", f"/user/{user['id']}", an_error("Internal server error"), status=500)

        page = browser.post(confirm_url(user))

        assert errors(page) == ["Somebody already has an account with this email address"]
        assert api.asked_to("POST", "/events") == []

    def test_brings_people_who_are_signed_out_back_after_signing_in(self, client, user):
        address = confirm_url(user)

        assert client.get(address)["Location"].startswith("/sign-in?next=/your-account/email/confirm/")
