"""A developer makes a key, uses it, finds the message in the log, and revokes the key."""

import re

import pytest
from notifications_python_client.notifications import NotificationsAPIClient
from playwright.sync_api import Locator, expect

from tests.browser.journey import SUBMIT, Journey

pytestmark = pytest.mark.browser

WIDTH_OF_A_WORD = 100


class TestAPIIntegration:
    def test_from_a_new_key_to_its_end(self, journey, sandbox):
        page = journey.page
        name = f"Booking system {'script' if journey.has_script else 'plain'}"
        template_id = first_template(sandbox, journey)

        page.get_by_role("link", name="API integration", exact=True).click()
        journey.look("API integration")
        page.get_by_role("link", name="API keys", exact=True).click()
        journey.look("API keys")
        page.locator("a.govuk-button", has_text="Create an API key").click()
        journey.look("Create an API key")
        page.locator(SUBMIT).click()
        expect(page.locator(".govuk-error-summary")).to_contain_text("Enter a name for this key")
        page.check("input[value=normal]")
        journey.fill_and_submit(key_name=name)
        expect(page.get_by_role("heading", level=1)).to_have_text("Copy your API key")
        key = page.locator("code").inner_text()

        message = send(sandbox, key, template_id)
        page.get_by_role("link", name="API integration", exact=True).click()
        newest = page.locator(".api-notifications details").first
        newest.locator("summary").click()
        expect(newest.locator(".api-notifications-item__data-value").first).to_have_text(message["id"])
        journey.check()

        page.get_by_role("link", name="API keys", exact=True).click()
        page.get_by_role("link", name=f"Revoke {name}").click()
        journey.look("Revoke an API key")
        page.locator(SUBMIT).click()
        journey.look("API keys")
        page.set_viewport_size({"width": 320, "height": 800})
        assert width_of(page.locator(".table-row th").first) >= WIDTH_OF_A_WORD
        expect(page.locator("li", has_text=name)).to_contain_text("revoked today")

    def test_callbacks_guests_and_documentation(self, journey):
        page = journey.page
        open_service(journey)

        page.get_by_role("link", name="API integration", exact=True).click()
        page.get_by_role("link", name="Documentation", exact=True).click()
        journey.look("Documentation")
        page.get_by_role("link", name="Back", exact=True).click()
        page.get_by_role("link", name="Guest list", exact=True).click()
        journey.look("Guest list")
        journey.fill_and_submit(**{"email_addresses-0": "guest@example.com"})
        journey.look("API integration")
        page.get_by_role("link", name="Callbacks", exact=True).click()
        journey.look("Callbacks")
        page.get_by_role("link", name=re.compile("Change.*delivery receipts")).click()
        journey.look("Callback for delivery receipts")
        journey.fill_and_submit(url="https://example.gov.uk/receipts", bearer_token="a-long-enough-token")
        journey.look("Callbacks")
        expect(page.locator(".govuk-summary-list")).to_contain_text("https://example.gov.uk/receipts")


def width_of(cell: Locator) -> float:
    box = cell.bounding_box()
    assert box
    return box["width"]


def open_service(journey: Journey) -> None:
    journey.sign_in_with_code("manager")
    journey.page.get_by_role("link", name="Boat licences", exact=True).click()


def first_template(sandbox, journey: Journey) -> str:
    """The id of an email template, read from its page as a developer would."""
    open_service(journey)
    page = journey.page
    page.goto(f"/services/{sandbox.service('boat_licences')['id']}/templates/email")
    page.locator("#template-list a:not(.template-list__link--folder) > span").first.click()
    return page.locator(".template-id").inner_text()


def send(sandbox, key: str, template_id: str) -> dict:
    client = NotificationsAPIClient(key, base_url=sandbox.url)
    body = client.get_template(template_id)["personalisation"]
    return client.send_email_notification("ada@example.com", template_id, dict.fromkeys(body, "Ada"))
