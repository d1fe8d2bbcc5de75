import pytest

from portal_apps.users.sessions import STARTED_AT
from tests.builders import a_user
from tests.portal_apps.users.steps import CODE, give_password, half_way, knows, refuses_code

NOT_PROVEN_LATELY = "2026-01-05T09:00:00.000000Z"


class TestTwoFactorSms:
    def test_keeps_the_names_that_browser_suites_know(self, api, browser):
        half_way(api, browser, a_user())

        page = browser.get("/two-factor-sms").content.decode()

        assert '<h1 class="govuk-heading-l">Check your phone</h1>' in page
        assert 'id="sms_code" name="sms_code" type="text"' in page
        assert 'autocomplete="one-time-code"' in page
        assert 'inputmode="numeric"' in page
        assert 'href="/text-not-received"' in page

    def test_the_right_code_signs_in(self, api, browser):
        user = a_user()
        half_way(api, browser, user)

        page = browser.post(
            "/two-factor-sms", {"sms_code": " 123 45 "}, headers={"User-Agent": "Firefox/120.0"}
        )

        assert page["Location"] == "/accounts-or-dashboard"
        assert [(asked.method, asked.path, asked.body) for asked in api.asked] == [
            ("POST", f"/user/{user['id']}/verify/code", {"code_type": "sms", "code": "12345"}),
            ("GET", f"/user/{user['id']}", None),
            (
                "POST",
                "/events",
                {
                    "event_type": "sucessful_login",
                    "data": {
                        "user_id": user["id"],
                        "ip_address": "127.0.0.1",
                        "browser_fingerprint": {
                            "browser": "firefox",
                            "platform": None,
                            "version": "120.0",
                            "user_agent_string": "Firefox/120.0",
                        },
                    },
                },
            ),
        ]
        assert api.asked[-1].headers["X-Notify-User-Id"] == user["id"]
        assert browser.session[STARTED_AT]
        assert "half_sign_in" not in browser.session
        assert browser.get("/your-account").status_code == 200

    def test_goes_on_to_the_page_that_was_asked_for(self, api, browser):
        half_way(api, browser, a_user())

        page = browser.post("/two-factor-sms?next=/your-account", {"sms_code": CODE})

        assert page["Location"] == "/your-account"

    @pytest.mark.parametrize(
        ("reason", "status", "said"),
        [
            ("Code not found", 404, b"Code not found. Enter the code from the latest text message"),
            ("Code has expired", 400, b"Code has expired. Ask for a new code"),
            ("Something new", 400, b"Code not found."),
        ],
    )
    def test_says_why_a_code_was_refused_beside_the_field(self, api, browser, reason, status, said):
        user = a_user()
        half_way(api, browser, user)
        refuses_code(api, user, reason, status)

        page = browser.post("/two-factor-sms", {"sms_code": CODE})

        assert said in page.content
        assert b'id="sms_code-error"' in page.content
        assert STARTED_AT not in browser.session

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("", b"Enter the code from the text message"),
            ("1234", b"Security code has too few numbers. It must be 5 numbers"),
            ("123456", b"Security code has too many numbers. It must be 5 numbers"),
            ("1234a", b"Security code must only include numbers"),
            ("١٢٣٤٥", b"Security code must only include numbers"),
        ],
    )
    def test_does_not_ask_the_api_about_what_cannot_be_a_code(self, api, browser, typed, said):
        half_way(api, browser, a_user())

        page = browser.post("/two-factor-sms", {"sms_code": typed})

        assert said in page.content
        assert api.asked == []

    def test_an_address_not_proven_for_90_days_is_proven_first(self, api, browser):
        user = a_user(email_access_validated_at=NOT_PROVEN_LATELY)
        half_way(api, browser, user)

        page = browser.post("/two-factor-sms?next=/your-account", {"sms_code": CODE})

        assert page["Location"] == "/re-validate-email?next=%2Fyour-account"
        assert api.asked[-1].path == f"/user/{user['id']}/email-code"
        assert api.asked[-1].body == {
            "to": None,
            "next": "/your-account",
            "email_auth_link_host": "http://testserver",
        }
        assert STARTED_AT not in browser.session
        assert b"Check your inbox" in browser.get("/re-validate-email").content

    def test_a_sign_in_without_its_audit_event_is_still_a_sign_in_and_is_logged(self, api, browser, caplog):
        half_way(api, browser, a_user())
        api.answers("POST", "/events", {"result": "error", "message": "broken"}, status=500)

        page = browser.post("/two-factor-sms", {"sms_code": CODE})

        assert page.status_code == 302
        assert STARTED_AT in browser.session
        assert "the audit event sucessful_login could not be written" in caplog.text

    def test_starts_from_the_beginning_without_a_password(self, browser):
        page = browser.get("/two-factor-sms?next=/your-account")

        assert page["Location"] == "/sign-in?next=%2Fyour-account"


class TestThrottling:
    def test_ten_codes_can_be_tried(self, api, browser):
        user = a_user()
        half_way(api, browser, user)
        refuses_code(api, user, "Code not found")

        pages = [browser.post("/two-factor-sms", {"sms_code": f"1234{n % 10}"}) for n in range(11)]

        assert [page.status_code for page in pages] == [200] * 10 + [429]
        assert len(api.asked) == 10
        assert b'value="12340"' in pages[-1].content

    def test_giving_the_password_again_does_not_start_the_count_of_codes_anew(self, api, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 3
        user = a_user()
        knows(api, user)
        refuses_code(api, user, "Code not found")

        statuses = []
        for _ in range(4):
            give_password(browser, user)
            statuses.append(browser.post("/two-factor-sms", {"sms_code": CODE}).status_code)

        assert statuses == [200, 200, 200, 429]


class TestTextNotReceived:
    @pytest.mark.parametrize("address", ["/text-not-received", "/send-new-code"])
    def test_offers_another_code_and_sends_nothing_by_itself(self, api, browser, address):
        half_way(api, browser, a_user())

        page = browser.get(f"{address}?next=/your-account").content.decode()

        assert '<form method="post" action="/send-new-code?next=%2Fyour-account" novalidate>' in page
        assert api.asked == []

    def test_sends_another_code(self, api, browser):
        user = a_user()
        half_way(api, browser, user)

        page = browser.post("/send-new-code?next=/your-account", follow=True)

        assert page.redirect_chain == [("/two-factor-sms?next=%2Fyour-account", 302)]
        assert b"We have sent you a new code" in page.content
        assert [(asked.path, asked.body) for asked in api.asked if asked.method == "POST"] == [
            (f"/user/{user['id']}/sms-code", {"to": "07700900001"})
        ]

    def test_sends_only_so_many(self, api, browser, settings):
        settings.SIGN_IN_ATTEMPTS_PER_ACCOUNT = 2
        user = a_user()
        half_way(api, browser, user)

        statuses = [browser.post("/send-new-code").status_code for _ in range(3)]

        assert statuses == [302, 302, 429]
        assert len(api.asked_to("POST", f"/user/{user['id']}/sms-code")) == 2
