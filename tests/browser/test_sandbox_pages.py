"""The sandbox's own pages in a browser, which minds where a form comes from."""

import base64

import pytest
import requests

PAGES = [
    ("/outbox?refresh=off", "Outbox"),
    ("/outbox?search=code*&type=sms", "Outbox"),
    ("/outbox/text-a-service", "Text a service"),
    ("/outbox/callbacks", "Callbacks"),
    ("/docs", "The API"),
]


@pytest.mark.parametrize(("path", "heading"), PAGES)
class TestPages:
    def test_are_accessible(self, journey, sandbox, path, heading):
        journey.page.goto(f"{sandbox.url}{path}")

        journey.look(heading)


class TestTextingAService:
    def test_says_what_is_missing_and_then_that_it_arrived(self, page, sandbox):
        page.goto(f"{sandbox.url}/outbox/text-a-service")
        page.get_by_role("button", name="Send the text").click()
        page.get_by_role("link", name="Enter your number").click()
        page.get_by_label("Your number").fill("07700 900456")
        page.get_by_label("What do you want to say?").fill("Sold the boat")
        page.get_by_role("button", name="Send the text").click()

        assert "Boat licences has received your text." in page.get_by_role("status").inner_text()


class TestFiles:
    def test_one_is_opened_by_who_it_was_sent_to(self, journey, page, sandbox):
        file = {"document": base64.b64encode(b"%PDF").decode(), "confirmation_email": "al@example.com"}
        headers = {"Authorization": "Bearer dev-notify-download-key"}
        address = f"{sandbox.url}/services/{sandbox.service('boat_licences')['id']}/documents"
        kept = requests.post(address, json=file, headers=headers, timeout=30).json()["document"]
        page.goto(kept["url"])
        journey.look("You have a file to download")
        page.locator("a.govuk-button").click()
        journey.look("Confirm your email address")
        page.get_by_label("Email address").fill("AL@example.com")
        page.locator("main button.govuk-button").click()
        journey.look("Download your file")
        with page.expect_download() as downloading:
            page.get_by_role("link", name="Download this PDF").click()

        assert downloading.value.suggested_filename == f"{kept['id']}.pdf"
