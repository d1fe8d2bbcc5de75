"""From registering to a first service; and from trial mode to a live service, decided by the organisation."""

import pytest
from playwright.sync_api import expect

from tests.browser.journey import SUBMIT

pytestmark = pytest.mark.browser

FIRST_SERVICE_NAME = "Allotments"


class TestFirstService:
    def test_from_registering_to_the_dashboard(self, journey, sandbox):
        page, kind = journey.page, "script" if journey.has_script else "plain"
        email_address, number = (
            f"{kind}.first@meadowbridge.gov.uk",
            "07700900611" if journey.has_script else "07700900612",
        )
        page.goto("/register")
        journey.fill_and_submit(
            name="Fern Osei", email_address=email_address, mobile_number=number, password="harbour-lantern-42"
        )
        page.goto(sandbox.latest_link(email_address).replace("http://localhost:6012", ""))
        if not journey.has_script:
            page.locator(SUBMIT).click()
        journey.fill_and_submit(sms_code=sandbox.latest_code(number))

        journey.look("Add a new service")
        page.locator("a.govuk-button").first.click()
        journey.look("Name your service")
        journey.fill_and_submit(name=f"{FIRST_SERVICE_NAME} {kind}")

        expect(page.locator(".navigation-service-name")).to_have_text(f"{FIRST_SERVICE_NAME} {kind}")
        expect(page.locator(".govuk-tag").first).to_have_text("Trial mode")
        page.get_by_role("link", name="Make your service live", exact=True).click()
        journey.look("Make your service live")
        page.get_by_role("link", name="Confirm that your service is unique").click()
        journey.look("Confirm that your service is unique")
        page.locator(SUBMIT).click()
        expect(page.locator(".govuk-task-list__item").first).to_contain_text("Completed")


class TestDecision:
    def test_an_organisation_rejects_a_request_and_approves_the_next(self, journey, sandbox):
        page = journey.page
        service = f"/services/{sandbox.service('moorings')['id']}"
        journey.sign_in_with_code("manager")
        ask_if_nobody_has(page, service)

        page.goto(f"{service}/make-service-live")
        journey.look("Make service live")
        page.locator("a.govuk-button").first.click()
        journey.look("Is this service unique?")
        page.check("input[value=unsure]")
        page.locator(SUBMIT).click()
        journey.look("Is the service name easy to understand?")
        page.check("input[value=True]")
        page.locator(SUBMIT).click()
        journey.look("Contact the person who made this request")
        page.locator("a.govuk-button").first.click()
        journey.look("Make a decision")
        page.check(f"input[value={'False' if journey.has_script else 'True'}]")
        journey.fill_and_submit(rejection_reason="Tell us who will get the messages")
        journey.look("Trial mode services")
        decided = "was rejected" if journey.has_script else "is live now"
        expect(page.locator(".banner-default-with-tick")).to_contain_text(decided)


def ask_if_nobody_has(page, service: str) -> None:
    page.goto(f"{service}/make-your-service-live")
    button = page.locator("main button.govuk-button", has_text="Send a request to go live")
    if button.count():
        button.click()
        expect(page.locator(".banner-default-with-tick")).to_contain_text("Your request was sent")
