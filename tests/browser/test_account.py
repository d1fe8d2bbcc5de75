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
