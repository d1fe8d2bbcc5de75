import pytest

from portal_apps.users.sessions import HIDES_POWERS
from tests.builders import a_user, an_error
from tests.pages import errors, link, main

OLD, NEW = "correct-horse-battery", "three-quiet-herons"
CHANGE = {"old_password": OLD, "new_password": NEW}


class TestYourAccount:
    def test_shows_who_one_is(self, sign_in):
        page = sign_in(a_user()).get("/your-account").content.decode()

        assert '<h1 class="govuk-heading-l">Your account</h1>' in page
        for fact in ("Ada Okafor", "ada.okafor@meadowbridge.gov.uk", "07700900001", "Text message code"):
            assert fact in page
        assert "Last changed 5 January" in page

    def test_asks_for_nothing_but_the_person(self, api, sign_in):
        user = a_user()

        sign_in(user).get("/your-account")

        assert [asked.path for asked in api.asked] == [f"/user/{user['id']}"]

    def test_has_a_plain_link_to_sign_out(self, sign_in):
        page = sign_in(a_user()).get("/your-account").content.decode()

        assert '<a class="govuk-link" href="/sign-out">Sign out</a>' in page

    def test_links_only_to_changes_that_can_be_made(self, sign_in):
        page = sign_in(a_user()).get("/your-account")

        assert [a.get("href") for a in main(page).iter("a")] == [
            "/your-account/name",
            "/your-account/email",
            "/your-account/mobile-number",
            "/your-account/password",
            "/your-account/take-part-in-user-research",
            "/your-account/get-emails-about-new-features",
            "/sign-out",
        ]

    @pytest.mark.parametrize(
        ("facts", "shown"),
        [
            ({"auth_type": "email_auth", "mobile_number": None}, "Email link"),
            ({"auth_type": "email_auth", "mobile_number": None}, "Not set"),
            ({"auth_type": "webauthn_auth"}, "Security key"),
        ],
    )
    def test_shows_how_one_signs_in(self, sign_in, facts, shown):
        assert shown in sign_in(a_user(**facts)).get("/your-account").content.decode()

    @pytest.mark.parametrize("address", ["/your-account", "/your-account/name", "/your-account/password"])
    def test_is_for_people_who_are_signed_in(self, browser, address):
        assert browser.get(address)["Location"] == f"/sign-in?next={address}"


class TestYourAccountName:
    def test_shows_the_name_to_change(self, sign_in):
        page = sign_in(a_user()).get("/your-account/name").content.decode()

        assert 'id="new_name" name="new_name" type="text"' in page
        assert 'value="Ada Okafor"' in page

    def test_changes_it(self, api, sign_in):
        user = a_user()
        browser = sign_in(user)
        api.answers("POST", f"/user/{user['id']}", {"data": user})

        page = browser.post("/your-account/name", {"new_name": " Ada Okafor-Lind "})

        assert page["Location"] == "/your-account"
        assert api.asked_to("POST", f"/user/{user['id']}")[0].body == {"name": "Ada Okafor-Lind"}
        assert b"Name changed" in browser.get("/your-account").content

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("", b"Enter your name"),
            ("x" * 256, b"Name must be 255 characters or fewer"),
            ("See https://evil.example", b"Name must not include a web address"),
            ("Visit WWW.evil.example", b"Name must not include a web address"),
        ],
    )
    def test_refuses_what_is_no_name(self, api, sign_in, typed, said):
        page = sign_in(a_user()).post("/your-account/name", {"new_name": typed})

        assert said in page.content
        assert api.writes == []

    def test_takes_initials_with_full_stops(self, api, sign_in):
        user = a_user()
        browser = sign_in(user)
        api.answers("POST", f"/user/{user['id']}", {"data": user})

        assert browser.post("/your-account/name", {"new_name": "A.B. O'Hara"}).status_code == 302


class TestYourAccountPassword:
    def answers(self, api, user):
        api.answers("POST", f"/user/{user['id']}/verify/password", status=204)
        api.answers("POST", f"/user/{user['id']}/update-password", {"data": user})
        api.answers("POST", "/events", {"data": {}}, status=201)

    def test_asks_for_the_old_one_first(self, sign_in):
        page = sign_in(a_user()).get("/your-account/password").content.decode()

        old, new = page.index('name="old_password"'), page.index('name="new_password"')
        assert old < new

    def test_changes_it_and_the_session_goes_on(self, api, sign_in):
        user = a_user()
        browser = sign_in(user)
        self.answers(api, user)

        page = browser.post("/your-account/password", CHANGE)

        assert page["Location"] == "/your-account"
        check, update, event = [asked for asked in api.asked if asked.method == "POST"]
        assert (check.path, check.body) == (f"/user/{user['id']}/verify/password", {"password": OLD})
        assert (update.path, update.body) == (f"/user/{user['id']}/update-password", {"_password": NEW})
        assert event.body["event_type"] == "update_user_password"
        assert NEW not in str(event.body)
        assert OLD not in str(event.body)
        assert b"Password changed" in browser.get("/your-account").content

    def test_the_session_goes_on_even_if_the_api_begins_a_new_one(self, api, sign_in):
        user = a_user()
        browser = sign_in(user)
        self.answers(api, user | {"current_session_id": "the-next"})
        browser.post("/your-account/password", CHANGE)
        api.answers("GET", f"/user/{user['id']}", {"data": user | {"current_session_id": "the-next"}})

        assert browser.get("/your-account").status_code == 200

    def test_a_wrong_old_password_is_an_error_of_its_field(self, api, sign_in):
        user = a_user()
        browser = sign_in(user)
        api.answers(
            "POST",
            f"/user/{user['id']}/verify/password",
            an_error({"password": ["Incorrect password"]}),
            status=400,
        )

        page = browser.post("/your-account/password", CHANGE)

        assert b'<a href="#old_password">Current password is incorrect</a>' in page.content
        assert api.asked_to("POST", f"/user/{user['id']}/update-password") == []

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({**CHANGE, "old_password": ""}, b"Enter your current password"),
            ({**CHANGE, "new_password": ""}, b"Enter a new password"),
            ({**CHANGE, "new_password": "qwertyuiop"}, b"Choose a password that is harder to guess"),
        ],
    )
    def test_refuses_what_is_no_good_before_asking_the_api(self, api, sign_in, typed, said):
        page = sign_in(a_user()).post("/your-account/password", typed)

        assert said in page.content
        assert api.writes == []

    def test_an_old_password_that_is_common_by_now_can_still_be_replaced(self, api, sign_in):
        user = a_user()
        browser = sign_in(user)
        self.answers(api, user)

        page = browser.post("/your-account/password", {**CHANGE, "old_password": "password"})

        assert page.status_code == 302

    def test_the_old_password_can_be_tried_only_so_often(self, api, sign_in, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 2
        user = a_user()
        browser = sign_in(user)
        api.answers("POST", f"/user/{user['id']}/verify/password", an_error({"password": ["No"]}), status=400)

        statuses = [browser.post("/your-account/password", CHANGE).status_code for _ in range(3)]

        assert statuses == [200, 200, 429]


class TestPreferences:
    @pytest.mark.parametrize(
        ("address", "attribute"),
        [
            ("/your-account/take-part-in-user-research", "take_part_in_research"),
            ("/your-account/get-emails-about-new-features", "receives_new_features_email"),
        ],
    )
    @pytest.mark.parametrize("answer", [True, False])
    def test_are_saved(self, api, sign_in, address, attribute, answer):
        user = a_user()
        browser = sign_in(user)
        api.answers("POST", f"/user/{user['id']}", {"data": user})

        page = browser.post(address, {"enabled": str(answer)})

        assert page["Location"] == "/your-account"
        assert api.asked_to("POST", f"/user/{user['id']}")[0].body == {attribute: answer}

    def test_show_what_was_chosen(self, sign_in):
        browser = sign_in(a_user(take_part_in_research=False))

        page = browser.get("/your-account/take-part-in-user-research").content.decode()

        assert 'id="enabled-1" name="enabled" type="radio" value="False" checked' in page

    def test_need_an_answer(self, api, sign_in):
        page = sign_in(a_user()).post("/your-account/take-part-in-user-research", {"enabled": ""})

        assert errors(page) == ["Select yes or no"]
        assert api.writes == []


class TestPlatformAdminView:
    ADDRESS = "/your-account/disable-platform-admin-view"

    def test_can_be_put_away_and_taken_out_again(self, api, sign_in):
        browser = sign_in(a_user(platform_admin=True))

        browser.post(self.ADDRESS, {"enabled": "False"})
        hidden = browser.session.get(HIDES_POWERS)
        account = browser.get("/your-account")
        browser.post(self.ADDRESS, {"enabled": "True"})

        assert hidden is True
        assert link(account, "Change whether you use the platform admin view") == self.ADDRESS
        assert not browser.session.get(HIDES_POWERS)
        assert api.writes == []

    def test_is_not_there_for_others(self, sign_in):
        browser = sign_in(a_user())

        assert browser.get(self.ADDRESS).status_code == 403
        assert browser.post(self.ADDRESS, {"enabled": "False"}).status_code == 403
        assert link(browser.get("/your-account"), "Change whether you use the platform admin view") is None
