"""A manager changes settings of a service; a reply-to address is added once its test e-mail has arrived."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# The sandbox takes six seconds to deliver an e-mail.
AGAIN_MILLISECONDS = 2_000


class TestSettings:
    def test_from_a_sender_name_to_a_checked_reply_to_address(self, journey, page):
        journey.sign_in_with_code("hospital_manager")
        page.get_by_role("link", name="Patient feedback", exact=True).click()
        page.locator(".navigation").get_by_role("link", name="Settings", exact=True).click()
        journey.look("Settings")
        expect(page.locator(".service-base-settings dd").first).to_have_text("Patient feedback")

        self.choose_a_sender_name(journey, page)
        self.see_a_limit(journey, page)
        self.add_a_reply_to_address(journey, page)

    def choose_a_sender_name(self, journey, page):
        page.get_by_role("link", name="Change email sender name").click()
        journey.look("Change your email sender name")
        page.check("input[value=True]")
        journey.fill_and_submit(custom_email_sender_name="info")
        journey.look("Change your email sender name")
        assert page.input_value("[name=custom_email_sender_name]") == "info"
        journey.fill_and_submit(custom_email_sender_name="Northmoor feedback")
        journey.look("Settings")
        expect(page.locator("main")).to_contain_text("Northmoor feedback")

    def see_a_limit(self, journey, page):
        page.get_by_role("link", name="See daily email limit").click()
        journey.look("Daily email limit")
        expect(page.locator("main")).to_contain_text("Left today")
        page.get_by_role("link", name="Back", exact=True).click()

    def add_a_reply_to_address(self, journey, page):
        address = f"{'with' if journey.has_script else 'without'}-script@northmoor.nhs.uk"
        page.get_by_role("link", name="Change reply-to email addresses").click()
        journey.look("Reply-to email addresses")
        page.get_by_role("button", name="Add a reply-to email address").click()
        journey.look("Add a reply-to email address")
        journey.fill_and_submit(email_address=address)
        self.wait_for_the_test_email(journey, page)
        journey.look("Reply-to email address saved")
        page.locator("a.govuk-button").click()
        journey.look("Reply-to email addresses")
        expect(page.locator("main")).to_contain_text(address)
        expect(page.locator("main")).to_contain_text("(default)")

    def wait_for_the_test_email(self, journey, page):
        """With script the page does all of it by itself; without, somebody has to ask it to."""
        arrived = page.locator("form[data-submits-itself] button")
        if not journey.has_script:
            while not arrived.count():
                page.wait_for_timeout(AGAIN_MILLISECONDS)
                with page.expect_navigation():
                    page.get_by_role("button", name="Check again").click()
            arrived.click()
