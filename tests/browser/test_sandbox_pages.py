"""The sandbox's own pages in a browser, which minds where a form comes from."""

import pytest

PAGES = [
    ("/outbox?refresh=off", "Outbox"),
    ("/outbox/text-a-service", "Text a service"),
    ("/outbox/callbacks", "Callbacks"),
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
