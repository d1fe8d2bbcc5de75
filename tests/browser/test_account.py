"""One's own account, with and without script."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


class TestYourAccount:
    def test_a_new_mobile_number_and_a_choice(self, journey, page, sandbox):
        number = "07700900614" if journey.has_script else "07700900615"
        journey.sign_in_with_code("second_manager")
        page.get_by_role("link", name="Your account").first.click()
        journey.look("Your account")

        page.get_by_role("link", name="Change mobile number").click()
        journey.look("Change your mobile number")
        journey.fill_and_submit(mobile_number="12")
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        journey.fill_and_submit(mobile_number=number)
        journey.look("Change your mobile number")
        journey.fill_and_submit(password=sandbox.world()["password"])
        journey.look("Check your phone")
        journey.fill_and_submit(sms_code=sandbox.latest_code(number))
        journey.look("Your account")
        expect(page.locator(".banner-default-with-tick")).to_have_text("Mobile number changed")
        expect(page.locator("main")).to_contain_text(number)

        page.get_by_role("link", name="Change whether you take part in user research").click()
        journey.look("Take part in user research")
        page.check("input[value=False]")
        journey.fill_and_submit()
        journey.look("Your account")
        self.give_number_back(journey, page, sandbox)

    def give_number_back(self, journey, page, sandbox):
        """Other tests sign in with the number that the world says."""
        number = sandbox.person("second_manager")["mobile_number"]
        page.goto("/your-account/mobile-number")
        journey.fill_and_submit(mobile_number=number)
        journey.fill_and_submit(password=sandbox.world()["password"])
        journey.fill_and_submit(sms_code=sandbox.latest_code(number))
        journey.look("Your account")


class TestSecurityKeys:
    def test_from_registering_one_to_signing_in_with_it(self, journey, page):
        admin = journey.sandbox.person("platform_admin")
        journey.sign_in_with_code("platform_admin")
        page.goto("/your-account/security-keys")
        if not journey.has_script:
            journey.look("Security keys")
            expect(page.locator("main")).to_contain_text("Security keys work only with JavaScript")
            return

        plug_in_a_key(page)
        self.register(journey, page)
        journey.sign_out()
        journey.sign_in("platform_admin")
        journey.look("Get your security key")
        page.locator("main button.govuk-button").click()
        journey.look("Your services")
        self.remove_it(journey, page)
        self.back_to_text_messages(journey, page, admin)

    def register(self, journey, page):
        journey.look("Security keys")
        page.locator("main button.govuk-button").click()
        journey.look("Name your security key")
        journey.fill_and_submit(security_key_name="Blue key")
        journey.look("Security keys")
        page.locator("main button.govuk-button").click()
        expect(page.get_by_role("alert")).to_contain_text("This key is registered already")
        expect(page.get_by_role("button", name="Register a key")).to_be_focused()
        journey.check()

    def remove_it(self, journey, page):
        page.goto("/your-account/security-keys")
        expect(page.locator(".govuk-summary-list")).to_contain_text("Last used today")
        page.get_by_role("link", name="Manage Blue key").click()
        page.get_by_role("link", name="Remove this key").click()
        journey.look("Remove a security key")
        journey.fill_and_submit()
        expect(page.locator(".govuk-error-summary")).to_contain_text("your only security key")

    def back_to_text_messages(self, journey, page, admin):
        """Other tests sign in as the world says."""
        page.goto(f"/users/{admin['id']}")
        journey.look(admin["name"])
        page.get_by_role("link", name="Change sign-in method").click()
        journey.look("Change how they sign in")
        page.check("input[value=sms_auth]")
        journey.fill_and_submit()
        journey.look(admin["name"])


def plug_in_a_key(page):
    """A key that Chromium itself plays; whoever owns it is always there to press it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
