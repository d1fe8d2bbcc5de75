import pytest

from portal_apps.core import recipients
from portal_apps.users.half_sign_in import IN_SESSION
from portal_apps.users.sessions import STARTED_AT
from tests.builders import a_user, an_error
from tests.pages import by_id, link, texts, tree
from tests.portal_apps.users.steps import (
    REFUSED_ADDRESS,
    confirmation_link,
    half_way,
    knows,
    knows_nobody,
    signed_earlier,
    somebody_is_quicker,
    token_of,
    without_tokens,
)

TYPED = {
    "name": "Chloe Nakamura",
    "email_address": "chloe.nakamura@meadowbridge.gov.uk",
    "mobile_number": "+44 (0)7700 900111",
    "password": "three-quiet-herons",
    "auth_type": "sms_auth",
}


def a_new_user(**facts):
    return a_user(
        state="pending",
        current_session_id=None,
        name=TYPED["name"],
        email_address=TYPED["email_address"],
        **facts,
    )


class TestRegister:
    def test_keeps_the_names_that_browser_suites_know(self, browser):
        page = browser.get("/register")

        names = ["name", "email_address", "mobile_number", "password"]
        inputs = {one.get("name"): one.get("type") for one in tree(page).iter("input")}
        assert inputs == {
            "csrfmiddlewaretoken": "hidden",
            "auth_type": "hidden",
            "name": "text",
            "email_address": "email",
            "mobile_number": "tel",
            "password": "password",
        }
        assert [by_id(page, name).get("name") for name in names] == names
        assert texts(page, "h1") == ["Create an account"]
        assert texts(page, "button", "govuk-button") == ["Continue"]

    def test_makes_an_account_and_sends_the_link_that_confirms_it(self, api, browser):
        new = a_new_user()
        knows_nobody(api, new)

        page = browser.post("/register", {**TYPED, "mobile_number": f" {TYPED['mobile_number']} "})

        assert page["Location"] == "/registration-continue"
        assert [(asked.path, asked.body) for asked in api.asked] == [
            ("/user/email", {"email": TYPED["email_address"]}),
            ("/user", TYPED),
            (
                f"/user/{new['id']}/email-verification",
                {"to": TYPED["email_address"], "admin_base_url": "http://testserver"},
            ),
        ]

    def test_nobody_chooses_another_way_to_sign_in(self, api, browser):
        knows_nobody(api, a_new_user())

        browser.post("/register", {**TYPED, "auth_type": "email_auth", "platform_admin": "true"})

        assert api.asked[1].body == TYPED

    def test_an_address_of_an_organisation_will_do(self, api, browser):
        knows_nobody(api, a_new_user())
        api.answers("GET", "/organisations", [{"domains": ["harbours.example"]}])

        page = browser.post("/register", {**TYPED, "email_address": "chloe@east.harbours.example"})

        assert page["Location"] == "/registration-continue"

    @pytest.mark.parametrize(
        ("field", "typed", "said"),
        [
            ("name", "", "Enter your name"),
            ("name", "Chloe at www.example.com", "Name must not include a web address"),
            ("name", "x" * 256, "Name must be 255 characters or fewer"),
            ("email_address", "", "Enter your email address"),
            ("email_address", "chloe", "Enter an email address in the correct format, like name@example.com"),
            (
                "email_address",
                "chloe@example.com",
                "Enter a public sector email address, like name@example.gov.uk",
            ),
            ("mobile_number", "", "Enter your mobile number"),
            ("mobile_number", "0770090", recipients.TOO_SHORT),
            ("mobile_number", "020 7946 0000", recipients.NOT_A_UK_MOBILE),
            ("password", "", "Enter a password"),
            ("password", "short-7", "Password must be 8 characters or more"),
            ("password", "x" * 256, "Password must be 255 characters or fewer"),
            ("password", "password1", "Choose a password that is harder to guess"),
            ("password", f"my {TYPED['email_address']}", "Password must not contain your email address"),
        ],
    )
    def test_says_what_is_wrong_beside_the_field_and_makes_nothing(self, api, browser, field, typed, said):
        api.answers("GET", "/organisations", [])

        page = browser.post("/register", {**TYPED, field: typed})

        assert page.status_code == 200
        assert link(page, said) == f"#{field}"
        assert texts(page, "p", "govuk-error-message") == [f"Error: {said}"]
        assert api.writes == []

    def test_what_was_typed_stays_but_for_the_password(self, browser):
        page = browser.post("/register", {**TYPED, "mobile_number": "0770"})

        assert by_id(page, "name").get("value") == TYPED["name"]
        assert by_id(page, "email_address").get("value") == TYPED["email_address"]
        assert by_id(page, "mobile_number").get("value") == "0770"
        assert TYPED["password"] not in page.content.decode()

    @pytest.mark.parametrize(
        ("refused", "field", "said"),
        [
            (
                {"mobile_number": ["Invalid phone number: Not enough digits"]},
                "mobile_number",
                recipients.WRONG,
            ),
            ({"email_address": ["Not a valid email address"]}, "email_address", "Not a valid email address"),
            ({"name": ["Too long"]}, "name", "Too long"),
        ],
    )
    def test_says_what_the_api_refused(self, api, browser, refused, field, said):
        knows_nobody(api, a_new_user())
        api.answers("POST", "/user", an_error(refused), status=400)

        page = browser.post("/register", TYPED)

        assert link(page, said) == f"#{field}"

    def test_says_that_the_api_does_not_take_the_address_for_one(self, api, browser):
        api.answers("POST", "/user/email", an_error({"email": ["Not a valid email address"]}), status=400)

        page = browser.post("/register", TYPED)

        assert link(page, "Not a valid email address") == "#email_address"

    def test_somebody_who_is_signed_in_is_sent_on(self, api, sign_in):
        browser = sign_in(a_user())

        page = browser.post("/register", TYPED)

        assert page["Location"] == "/accounts-or-dashboard"
        assert api.writes == []

    def test_keeps_where_the_way_leads(self, api, browser):
        knows_nobody(api, a_new_user())

        page = browser.post("/register?next=/your-account", TYPED)

        assert page["Location"] == "/registration-continue?next=%2Fyour-account"
        assert 'href="/sign-in?next=%2Fyour-account"' in browser.get(page["Location"]).content.decode()


class TestAddressThatSomebodyHas:
    @pytest.mark.parametrize("state", ["active", "pending"])
    def test_its_owner_is_told_by_email_and_nothing_is_made(self, api, browser, state):
        user = a_user(state=state, email_address=TYPED["email_address"])
        knows(api, user)

        page = browser.post("/register", {**TYPED, "email_address": TYPED["email_address"].upper()})

        assert page["Location"] == "/registration-continue"
        assert api.writes == [
            ("POST", "/user/email"),
            ("POST", f"/user/{user['id']}/email-already-registered"),
        ]
        assert api.asked[-1].body == {"email": user["email_address"]}

    @pytest.mark.parametrize(("status", "message"), REFUSED_ADDRESS)
    def test_its_owner_is_told_when_they_were_a_moment_quicker(self, api, browser, status, message):
        user = a_user(email_address=TYPED["email_address"])
        somebody_is_quicker(api, user, status, message)

        page = browser.post("/register", TYPED)

        assert page["Location"] == "/registration-continue"
        assert api.writes[-1] == ("POST", f"/user/{user['id']}/email-already-registered")

    def test_any_other_fault_of_the_api_is_a_page_that_says_so(self, api, browser):
        knows_nobody(api, a_new_user())
        api.answers("POST", "/user", an_error("Internal server error"), status=500)

        page = browser.post("/register", TYPED)

        assert page.status_code == 500
        assert texts(page, "h1") == ["Something went wrong"]

    def test_whoever_registers_cannot_tell(self, api, client, browser):
        knows_nobody(api, a_new_user())
        of_new = browser.post("/register", TYPED, follow=True)
        knows(api, a_user())
        of_known = client.post("/register", TYPED, follow=True)

        assert of_new.redirect_chain == of_known.redirect_chain
        assert without_tokens(of_new) == without_tokens(of_known)
        assert of_new.headers.keys() == of_known.headers.keys()
        assert dict(browser.session) == dict(client.session) == {}


class TestThrottling:
    def test_an_address_can_be_registered_only_so_often(self, api, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 2
        knows(api, a_user())

        pages = [browser.post("/register", TYPED) for _ in range(3)]

        assert [page.status_code for page in pages] == [302, 302, 429]
        assert "You have tried too many times. Wait 15 minutes, then try again" in pages[-1].content.decode()
        assert len(api.asked) == 4

    def test_from_one_place_only_so_many(self, api, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ADDRESS = 2
        knows_nobody(api, a_new_user())

        pages = [browser.post("/register", {**TYPED, "email_address": f"{name}@a.gov.uk"}) for name in "abc"]

        assert [page.status_code for page in pages] == [302, 302, 429]


class TestRegistrationContinue:
    def test_says_where_to_look(self, browser):
        page = browser.get("/registration-continue")

        assert texts(page, "h1") == ["Check your inbox"]
        assert link(page, "sign in") == "/sign-in"
        assert link(page, "create an account") == "/register"


class TestVerifyEmail:
    def test_opening_the_link_asks_nothing_and_offers_a_form_that_submits_itself(self, api, browser):
        page = browser.get(confirmation_link(a_new_user()))

        assert b'<form method="post" novalidate data-submits-itself>' in page.content
        assert texts(page, "button", "govuk-button") == ["Continue"]
        assert api.asked == []
        assert dict(browser.session) == {}

    def test_submitting_it_sends_a_code_to_the_phone(self, api, browser):
        new = a_new_user()
        knows(api, new)

        page = browser.post(confirmation_link(new))

        assert page["Location"] == "/verify"
        assert [(asked.method, asked.path, asked.body) for asked in api.asked] == [
            ("GET", f"/user/{new['id']}", None),
            ("POST", f"/user/{new['id']}/sms-code", {"to": new["mobile_number"]}),
        ]
        assert STARTED_AT not in browser.session

    def test_signs_in_people_who_need_no_code(self, api, browser):
        new = a_new_user(auth_type="email_auth", mobile_number=None)
        knows(api, new)
        api.answers("POST", f"/user/{new['id']}/activate", {"data": a_user(id=new["id"])})

        page = browser.post(confirmation_link(new))

        assert page["Location"] == "/add-service?first=first"
        assert api.writes == [
            ("POST", f"/user/{new['id']}"),
            ("POST", f"/user/{new['id']}/activate"),
            ("POST", "/events"),
        ]
        assert api.asked_to("POST", f"/user/{new['id']}")[0].body.keys() == {"current_session_id"}
        assert STARTED_AT in browser.session

    @pytest.mark.parametrize("state", ["active", "inactive"])
    def test_a_used_link_says_so_and_where_to_sign_in(self, api, browser, state):
        user = a_user(state=state)
        knows(api, user)

        page = browser.post(confirmation_link(user))

        assert texts(page, "h1") == ["This link no longer works"]
        assert link(page, "Sign in") == "/sign-in"
        assert api.writes == []
        assert IN_SESSION not in browser.session

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_an_old_link_says_so_without_asking_the_api(self, api, browser, method):
        with signed_earlier(61 * 60):
            address = confirmation_link(a_new_user())

        page = getattr(browser, method)(address)

        assert texts(page, "h1") == ["This link no longer works"]
        assert api.asked == []

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_link_nobody_signed_is_not_found(self, browser, method):
        assert getattr(browser, method)("/verify-email/nonsense").status_code == 404

    def test_a_link_for_another_address_confirms_nothing(self, api, browser):
        new = a_new_user()
        knows(api, new)
        token = token_of({"user_id": new["id"], "email": "eve@example.gov.uk"})

        page = browser.post(f"/verify-email/{token}")

        assert texts(page, "h1") == ["This link no longer works"]
        assert api.writes == []

    def test_a_link_of_somebody_the_api_does_not_know_is_not_found(self, api, browser):
        new = a_new_user()
        api.answers("GET", f"/user/{new['id']}", an_error("No result found"), status=404)

        assert browser.post(confirmation_link(new)).status_code == 404

    def test_somebody_who_is_signed_in_already_is_sent_on(self, api, sign_in):
        browser = sign_in(a_user())

        page = browser.post(confirmation_link(a_new_user()))

        assert page["Location"] == "/accounts-or-dashboard"
        assert api.writes == []

    def test_a_link_sends_only_so_many_codes(self, api, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 1
        new = a_new_user()
        knows(api, new)

        browser.post(confirmation_link(new))
        page = browser.post(confirmation_link(new))

        assert page.status_code == 429
        assert b"data-submits-itself" not in page.content
        assert len(api.asked_to("POST", f"/user/{new['id']}/sms-code")) == 1


class TestResendEmailVerification:
    def test_says_how_to_finish(self, api, browser):
        half_way(api, browser, a_user(state="pending"))

        page = browser.get("/resend-email-verification")

        assert b"You have not finished creating your account" in page.content
        assert api.asked == []

    def test_sends_the_link_again(self, api, browser):
        user = a_user(state="pending")
        half_way(api, browser, user)

        page = browser.post("/resend-email-verification", follow=True)

        assert b"We have sent the link again" in page.content
        assert api.asked_to("POST", f"/user/{user['id']}/email-verification")[0].body == {
            "to": user["email_address"],
            "admin_base_url": "http://testserver",
        }

    def test_sends_it_only_so_often(self, api, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 1
        half_way(api, browser, a_user(state="pending"))

        statuses = [browser.post("/resend-email-verification").status_code for _ in range(2)]

        assert statuses == [302, 429]

    def test_is_no_page_for_active_people(self, api, browser):
        half_way(api, browser, a_user())

        assert browser.get("/resend-email-verification")["Location"] == "/two-factor-sms"
