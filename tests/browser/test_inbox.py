"""What comes back to a service: a text that is answered, people who unsubscribe, letters that are returned."""

import re

import pytest
import requests
from playwright.sync_api import expect

from tests.browser.journey import SUBMIT

pytestmark = pytest.mark.browser

TIMEOUT = 30


def text_the_service(sandbox, number, content):
    text = {"notify_number": "07700900800", "user_number": number, "content": content}
    requests.post(f"{sandbox.url}/_sandbox/inbound-text", json=text, timeout=TIMEOUT).raise_for_status()


@pytest.fixture
def service(journey, sandbox):
    """Somebody who may do everything is at the dashboard of a service that receives texts."""
    return open_service(journey, sandbox, "manager", "boat_licences")


def open_service(journey, sandbox, person, key):
    found = sandbox.service(key)
    journey.sign_in_with_code(person)
    journey.page.get_by_role("link", name=found["name"], exact=True).click()
    return found


class TestText:
    def test_arrives_while_somebody_looks_and_is_answered(self, journey, page, sandbox, service):
        number = "07700 900461" if journey.has_script else "07700 900462"
        page.locator(".banner-dashboard", has=page.locator("#total-received")).get_by_role("link").click()
        journey.look("Received text messages")
        text_the_service(sandbox, number, "Is my licence <ready>?")
        if not journey.has_script:
            page.reload()
        page.get_by_role("link", name=number, exact=True).click()
        journey.look(number)
        conversation = page.url
        expect(page.locator(".conversation__line").last).to_contain_text("Is my licence <ready>?")

        page.locator("main a.govuk-button", has_text="Send a text message to this person").click()
        journey.look("Choose a template")
        page.get_by_role("link", name="Phone line closed").click()
        journey.look("Personalise this message")
        expect(page.locator(".sms-message-recipient")).to_have_text(f"To: {number}")
        journey.fill_and_submit(placeholder_value="Monday")
        journey.fill_and_submit(placeholder_value="repairs")
        page.get_by_role("button", name="Send 1 text message").click()
        expect(page.locator(".sms-message-wrapper")).to_contain_text("closed on Monday because of repairs")
        page.goto(conversation)
        expect(page.locator(".conversation__line--sent").last).to_contain_text("closed on Monday")
        journey.check()


class TestUnsubscribing:
    def test_from_the_link_in_an_email_to_a_report_that_is_done(self, journey, page, sandbox):
        """In a service of its own each time: the portal keeps what it knew of requests for five minutes."""
        reader = f"reader-{journey.has_script}@example.com".lower()
        place = ("manager", "boat_licences") if journey.has_script else ("council_manager", "council_tax")
        service = open_service(journey, sandbox, *place)
        self.send_a_newsletter(journey, page, reader)
        page.goto(sandbox.latest_link(reader).partition("6012")[2])
        journey.look("Unsubscribe from these emails")
        page.locator(SUBMIT).click()
        journey.look("You have asked to unsubscribe")

        page.goto(f"/services/{service['id']}/unsubscribe-requests/summary")
        journey.look("Unsubscribe requests")
        page.locator("tr", has_text="Not downloaded").locator("th a").click()
        journey.look("Unsubscribe report")
        page.goto(f"/services/{service['id']}/unsubscribe-requests/reports/download")
        journey.look("Download the report")
        page.go_back()
        page.get_by_role("link", name="Download the report").click()
        if not journey.has_script:
            page.locator(SUBMIT).click()
        expect(page.locator(".banner-default-with-tick")).to_contain_text("Report closed")
        journey.look("Unsubscribe report")
        with page.expect_download() as file:
            page.get_by_role("link", name="Download the report").click()
        assert reader in file.value.path().read_text()
        page.check("[name=report_has_been_processed]")
        page.locator(SUBMIT).click()
        journey.look("Unsubscribe requests")
        expect(page.locator("tr", has_text="Not downloaded")).to_have_count(0)

    def send_a_newsletter(self, journey, page, reader):
        page.locator(".navigation").get_by_role("link", name="Templates", exact=True).click()
        journey.add_template("email")
        page.check("input[type=checkbox] >> nth=0")
        journey.fill_and_submit(name="News", subject="News", template_content="Nothing happened")
        page.goto(page.url.replace("/templates/", "/send/") + "/one-off")
        journey.fill_and_submit(placeholder_value=reader)
        page.get_by_role("button", name="Send 1 email").click()
        page.wait_for_url(re.compile("/notification/"))


class TestReturnedLetters:
    def test_by_day(self, journey, page, service):
        page.goto(f"/services/{service['id']}/returned-letters")
        journey.look("Returned letters")
        page.locator("th a").first.click()
        journey.check()
