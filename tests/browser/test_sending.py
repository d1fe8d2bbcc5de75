"""A template is written and sent to one person, by e-mail and by text message, and a letter is looked at."""

import re

import pytest
from playwright.sync_api import expect

from portal_apps.message_templates.wording import quoted
from tests.browser.journey import SUBMIT

pytestmark = pytest.mark.browser

MESSAGE = re.compile(r"/notification/[0-9a-f-]{36}$")


class TestSendingToOne:
    def test_from_a_new_template_to_its_message(self, journey, page, sandbox):
        journey.sign_in_with_code("manager")
        page.get_by_role("link", name="Boat licences", exact=True).click()
        page.locator(".navigation").get_by_role("link", name="Templates", exact=True).click()
        journey.add_template("email")
        journey.fill_and_submit(
            name="Bill", subject="Your bill", template_content="Dear ((name))\n\n((late??You are late.))"
        )
        journey.look("Bill")
        page.get_by_role("button", name="Get ready to send").click()

        recipient = f"lena-{journey.has_script}@example.com".lower()
        self.choose_a_sender(journey, page)
        self.answer_every_question(journey, page, recipient)
        self.send_it(journey, page)

        [sent] = sandbox.outbox(recipient)
        assert (sent["subject"], sent["body"].strip()) == ("Your bill", "Dear Lena\n\nYou are late.")
        page.go_back()
        page.wait_for_url(MESSAGE)
        assert len(sandbox.outbox(recipient)) == 1

    def choose_a_sender(self, journey, page):
        journey.look("Where should replies come back to?")
        expect(page.locator("label").first).to_contain_text("(default)")
        page.check("#sender-1")
        page.locator(SUBMIT).click()

    def answer_every_question(self, journey, page, recipient):
        journey.look(f"Send {quoted('Bill')}")
        expect(page.get_by_role("link", name="Use my email address")).to_be_visible()
        journey.fill_and_submit(placeholder_value="lena")
        expect(page.locator(".govuk-error-summary")).to_contain_text("@ sign")
        journey.fill_and_submit(placeholder_value=recipient)
        journey.look("Personalise this message")
        journey.fill_and_submit(placeholder_value="Lena")
        expect(page.locator("label")).to_have_text("late")
        journey.check()
        journey.fill_and_submit(placeholder_value="yes")

    def send_it(self, journey, page):
        journey.look(f"Preview of {quoted('Bill')}")
        expect(page.locator(".email-message-body")).to_contain_text("You are late.")
        page.get_by_role("button", name="Send 1 email").click()
        expect(page.locator(".email-message-body")).to_contain_text("Dear Lena")
        page.wait_for_url(MESSAGE)
