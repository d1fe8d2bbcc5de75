"""A new mobile number of one's own: typed, the password, the code."""

from http import HTTPStatus

import pytest

from tests.builders import a_user, an_error
from tests.pages import errors, link, main, text_of, typed
from tests.portal_apps.users.steps import CODE, NEXT_SESSION, refuses_code

NUMBER, DELETE = "/your-account/mobile-number", "/your-account/mobile-number/delete"
PASSWORD_PAGE, CODE_PAGE = f"{NUMBER}/authenticate", f"{NUMBER}/confirm"
OLD, NEW, OTHER = "07700900001", "07700900777", "07700900888"
RIGHT = {"password": "correct-horse-battery"}


def prepare(api, person):
    address = f"/user/{person['id']}"
    for route in ("verify/password", "verify/code", "sms-code"):
        api.answers("POST", f"{address}/{route}", status=204)
    api.answers("POST", address, {"data": person})
    api.answers("POST", "/events", {"data": {}}, status=201)
    return person


@pytest.fixture
def user(api):
    return prepare(api, a_user())


@pytest.fixture
def browser(sign_in, user):
    return sign_in(user)


@pytest.fixture
def with_code(browser):
    browser.post(NUMBER, {"mobile_number": NEW})
    browser.post(PASSWORD_PAGE, RIGHT)
    return browser


def begins_new_session(api, user):
    """As the API does when a code is right."""
    address = f"/user/{user['id']}"

    def take_code(_request):
        api.answers("GET", address, {"data": user | {"current_session_id": NEXT_SESSION}})
        return HTTPStatus.NO_CONTENT, {}, ""

    api.mock.remove("POST", f"{api.address}{address}/verify/code")
    api.mock.add_callback("POST", f"{api.address}{address}/verify/code", callback=take_code)


class TestTyping:
    def test_shows_the_number_to_change(self, browser):
        assert typed(browser.get(NUMBER), "mobile_number") == [OLD]

    def test_leads_on_to_the_password(self, browser):
        assert browser.post(NUMBER, {"mobile_number": NEW})["Location"] == PASSWORD_PAGE

    def test_the_same_number_changes_nothing(self, api, browser):
        assert browser.post(NUMBER, {"mobile_number": OLD})["Location"] == "/your-account"
        assert api.writes == []

    def test_refuses_what_is_no_number(self, api, browser):
        page = browser.post(NUMBER, {"mobile_number": "0123"})

        assert typed(page, "mobile_number") == ["0123"]
        assert len(errors(page)) == 1
        assert api.writes == []


class TestThePassword:
    def test_makes_the_api_send_a_code_to_the_new_number(self, api, browser, user):
        browser.post(NUMBER, {"mobile_number": NEW})

        page = browser.post(PASSWORD_PAGE, RIGHT)

        assert page["Location"] == CODE_PAGE
        assert api.asked_to("POST", f"/user/{user['id']}/sms-code")[0].body == {"to": NEW}

    def test_is_needed(self, api, browser, user):
        browser.post(NUMBER, {"mobile_number": NEW})
        api.answers("POST", f"/user/{user['id']}/verify/password", an_error({"password": ["No"]}), status=400)

        assert errors(browser.post(PASSWORD_PAGE, RIGHT)) == ["The password you entered is incorrect"]
        assert api.asked_to("POST", f"/user/{user['id']}/sms-code") == []

    def test_leads_back_from_a_number_that_the_api_does_not_text(self, api, browser, user):
        browser.post(NUMBER, {"mobile_number": NEW})
        api.answers(
            "POST",
            f"/user/{user['id']}/sms-code",
            an_error("Invalid phone number: Not a UK mobile"),
            status=400,
        )

        page = browser.post(PASSWORD_PAGE, RIGHT)

        assert errors(page) == ["We cannot send a text message to this number. Go back and check it"]
        assert link(page, "Back") == NUMBER

    def test_is_not_asked_before_a_number_was_typed(self, browser):
        assert browser.get(PASSWORD_PAGE)["Location"] == NUMBER


class TestTheCode:
    def test_changes_the_number_and_says_who_did_it(self, api, with_code, user):
        begins_new_session(api, user)

        page = with_code.post(CODE_PAGE, {"sms_code": CODE})

        assert page["Location"] == "/your-account"
        assert api.asked_to("POST", f"/user/{user['id']}")[0].body == {"mobile_number": NEW}
        event = api.asked_to("POST", "/events")[0].body
        assert event["event_type"] == "update_user_mobile_number"
        assert (event["data"]["original_mobile_number"], event["data"]["new_mobile_number"]) == (OLD, NEW)

    def test_leaves_the_person_signed_in(self, api, with_code, user):
        begins_new_session(api, user)

        with_code.post(CODE_PAGE, {"sms_code": CODE})

        assert with_code.get("/your-account").status_code == 200

    @pytest.mark.parametrize("status", [500, 503])
    def test_leaves_them_signed_in_when_the_api_fails_right_after_it(self, api, with_code, user, status):
        begins_new_session(api, user)
        api.answers("POST", f"/user/{user['id']}", an_error("Internal server error"), status=status)

        page = with_code.post(CODE_PAGE, {"sms_code": CODE}, follow=True)

        assert page.redirect_chain == [("/your-account", 302)]
        assert "Something went wrong while we saved your mobile number" in text_of(main(page))
        assert api.asked_to("POST", "/events") == []

    def test_that_is_wrong_changes_nothing(self, api, with_code, user):
        refuses_code(api, user, "Code not found")

        page = with_code.post(CODE_PAGE, {"sms_code": CODE})

        assert errors(page) == ["Code not found. Enter the code from the latest text message"]
        assert api.asked_to("POST", f"/user/{user['id']}") == []

    def test_proves_only_the_number_it_went_to(self, api, with_code, user):
        with_code.post(NUMBER, {"mobile_number": OTHER})

        page = with_code.post(CODE_PAGE, {"sms_code": CODE})

        assert page["Location"] == PASSWORD_PAGE
        assert api.asked_to("POST", f"/user/{user['id']}") == []

    def test_cannot_be_given_before_the_password(self, browser):
        browser.post(NUMBER, {"mobile_number": NEW})

        assert browser.post(CODE_PAGE, {"sms_code": CODE})["Location"] == PASSWORD_PAGE

    def test_can_be_tried_only_so_often(self, with_code, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 0

        assert with_code.post(CODE_PAGE, {"sms_code": CODE}).status_code == 429


class TestDeleting:
    @pytest.fixture
    def by_email(self, api):
        return prepare(api, a_user(auth_type="email_auth"))

    def test_asks_first(self, api, sign_in, by_email):
        browser = sign_in(by_email)

        page = browser.get(DELETE)

        assert link(browser.get(NUMBER), "Delete your number") == DELETE
        assert OLD in text_of(main(page))
        assert api.writes == []

    def test_takes_the_number_away_and_says_who_did_it(self, api, sign_in, by_email):
        browser = sign_in(by_email)

        page = browser.post(DELETE)

        assert page["Location"] == "/your-account"
        assert api.asked_to("POST", f"/user/{by_email['id']}")[0].body == {"mobile_number": None}
        event = api.asked_to("POST", "/events")[0].body["data"]
        assert (event["original_mobile_number"], event["new_mobile_number"]) == (OLD, None)

    @pytest.mark.parametrize(
        "facts",
        [
            {"auth_type": "sms_auth"},
            {"auth_type": "webauthn_auth"},
            {"auth_type": "email_auth", "mobile_number": None},
        ],
    )
    def test_is_for_people_who_can_do_without(self, api, sign_in, facts):
        browser = sign_in(a_user(**facts))

        assert browser.post(DELETE).status_code == 403
        assert link(browser.get(NUMBER), "Delete your number") is None
        assert api.writes == []
