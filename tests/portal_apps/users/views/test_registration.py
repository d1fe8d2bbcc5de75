from tests.builders import a_user
from tests.portal_apps.users.steps import half_way


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
