"""What comes back to a service: a text that is answered, people who unsubscribe, letters that are returned."""

import re

import pytest
import requests
from playwright.sync_api import expect

from tests.browser.journey import SUBMIT

pytestmark = pytest.mark.browser

TIMEOUT = 10


def text_the_service(sandbox, number, content):
    text = {"notify_number": "07700900800", "user_number": number, "content": content}
    requests.post(f"{sandbox.url}/_sandbox/inbound-text", json=text, timeout=TIMEOUT).raise_for_status()


@pytest.fixture
def service(journey, sandbox):
    """Somebody who may do everything is at the dashboard of a service that receives texts."""
    journey.sign_in_with_code("manager")
    journey.page.get_by_role("link", name="Boat licences", exact=True).click()
    return sandbox.service("boat_licences")


class TestText:
    def test_arrives_while_somebody_looks(self, journey, page, sandbox, service):
        number = "07700 900461" if journey.has_script else "07700 900462"
        page.locator(".banner-dashboard", has=page.locator("#total-received")).get_by_role("link").click()
        journey.look("Received text messages")
        text_the_service(sandbox, number, "Is my licence <ready>?")
        if not journey.has_script:
            page.reload()
        page.get_by_role("link", name=number, exact=True).click()
        journey.look(number)
        expect(page.locator(".conversation__line").last).to_contain_text("Is my licence <ready>?")


class TestUnsubscribing:
    def test_from_the_link_in_an_email_to_a_report_that_is_done(self, journey, page, service):
        page.goto(f"/services/{service['id']}/unsubscribe-requests/summary")
        journey.look("Unsubscribe requests")
        page.locator("th a").first.click()
        journey.look("Unsubscribe report")
        page.get_by_role("link", name="Download the report").click()
        if page.url.endswith("/download"):
            journey.look("Download the report")
            page.locator(SUBMIT).click()
            journey.look("Unsubscribe report")
        with page.expect_download() as file:
            page.get_by_role("link", name="Download the report").click()
        assert re.match(r"Email unsubscribe requests .*\.csv", file.value.suggested_filename)
        page.get_by_label("Mark as completed").set_checked(True)
        page.locator(SUBMIT).click()
        journey.look("Unsubscribe requests")


class TestReturnedLetters:
    def test_by_day(self, journey, page, service):
        page.goto(f"/services/{service['id']}/returned-letters")
        journey.look("Returned letters")
        page.locator("th a").first.click()
        journey.check()
