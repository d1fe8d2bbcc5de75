import time

import pytest

from portal_apps.users.half_sign_in import IN_SESSION
from tests.builders import a_user
from tests.portal_apps.users.steps import half_way

PAGE_OF_AUTH_TYPE = {
    "sms_auth": "/two-factor-sms",
    "email_auth": "/two-factor-email-sent",
    "webauthn_auth": "/two-factor-webauthn",
}
PAGES = {
    "sms_auth": ["/two-factor-sms", "/text-not-received", "/send-new-code"],
    "email_auth": ["/two-factor-email-sent", "/email-not-received", "/send-new-email-token"],
    "webauthn_auth": ["/two-factor-webauthn"],
}
OF_OTHERS = [
    (auth_type, address)
    for auth_type in PAGES
    for other, addresses in PAGES.items()
    if other != auth_type
    for address in [*addresses, "/re-validate-email", "/resend-email-verification"]
]


class TestHalfSignedIn:
    @pytest.mark.parametrize(
        ("auth_type", "address"), [(kind, page) for kind, pages in PAGES.items() for page in pages]
    )
    def test_admits_a_sign_in_at_its_step(self, api, browser, auth_type, address):
        half_way(api, browser, a_user(auth_type=auth_type))

        assert browser.get(address).status_code == 200

    @pytest.mark.parametrize(("auth_type", "address"), OF_OTHERS)
    def test_a_password_alone_does_not_choose_another_second_factor(self, api, browser, auth_type, address):
        half_way(api, browser, a_user(auth_type=auth_type))

        page = browser.post(address, {"sms_code": "12345"})

        assert page.status_code in {302, 405}
        if page.status_code == 302:
            assert page["Location"] == PAGE_OF_AUTH_TYPE[auth_type]
        assert api.asked == []

    @pytest.mark.parametrize("address", sorted({page for pages in PAGES.values() for page in pages}))
    def test_nobody_comes_in_without_a_password(self, browser, address):
        assert browser.get(address)["Location"] == "/sign-in"

    def test_lasts_an_hour(self, api, browser, monkeypatch):
        began = time.time()
        half_way(api, browser, a_user())

        monkeypatch.setattr(time, "time", lambda: began + 59 * 60)
        before = browser.get("/two-factor-sms").status_code
        monkeypatch.setattr(time, "time", lambda: began + 61 * 60)

        assert before == 200
        assert browser.get("/two-factor-sms")["Location"] == "/sign-in"

    def test_moving_on_does_not_prolong_it(self, api, browser):
        half_way(api, browser, a_user(email_access_validated_at="2026-01-05T09:00:00.000000Z"))
        began = browser.session[IN_SESSION]["started_at"]

        browser.post("/two-factor-sms", {"sms_code": "12345"})

        assert browser.session[IN_SESSION]["started_at"] == began
