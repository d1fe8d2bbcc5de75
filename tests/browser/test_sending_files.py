"""Somebody sends a file: one with errors, then a fixed one, at a later hour."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey import SUBMIT

pytestmark = pytest.mark.browser

TEMPLATE = "Payment due"
HEADINGS = "phone number,amount,due date,account number\n"


class TestSendingAFile:
    def test_from_one_with_errors_to_one_that_waits_for_its_hour(self, journey):
        page = journey.page
        # Each way of running it has recipients of its own: the same ones again would be asked about.
        number = "07700 900101" if journey.has_script else "07700 900102"
        good, bad = f"{number},£10,1 May,A1\n", "07700 900,£10,,A2\n"
        journey.sign_in_with_code("council_manager")
        page.get_by_role("link", name="Council Tax", exact=True).click()
        page.locator(".navigation").get_by_role("link", name="Templates", exact=True).click()
        page.get_by_role("link", name="Reminders", exact=True).click()
        page.get_by_role("link", name=TEMPLATE, exact=True).click()
        page.get_by_role("button", name="Get ready to send").click()
        page.get_by_role("link", name="Upload a list of phone numbers").click()
        journey.look("Upload a list of phone numbers")

        journey.upload("bills.csv", HEADINGS + good + bad)
        journey.look("Correct your file")
        expect(page.locator(".govuk-error-summary")).to_contain_text("Something is wrong in 1 row")
        expect(page.locator("#bad-rows")).to_have_text("1 row to correct")

        journey.upload("bills.csv", HEADINGS + good + good)
        journey.look(f"Preview of {TEMPLATE}")
        page.get_by_role("link", name="Next recipient").click()
        journey.look(f"Preview of {TEMPLATE}")
        page.get_by_role("link", name="See who they are").click()
        journey.look("Recipients that are in the file more than once")
        page.get_by_role("link", name="Back", exact=True).click()
        tomorrow = page.locator("details", has_text="Tomorrow")
        tomorrow.locator("summary").click()
        tomorrow.get_by_label("9am", exact=True).check()
        expect(page.locator(SUBMIT)).to_have_text("Send 2 text messages")
        page.locator(SUBMIT).click()

        expect(page).to_have_url(re.compile("/jobs/"))
        expect(page.locator("main")).to_contain_text("9:00am")
        page.go_back()
        page.reload()
        expect(page).to_have_url(re.compile("/jobs/"))
