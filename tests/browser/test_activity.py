"""What was sent: found, opened, and seen to arrive."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


class TestSentMessages:
    def test_lead_from_the_dashboard_to_one_message(self, journey):
        page = journey.page
        journey.sign_in_with_code("council_manager")
        page.get_by_role("link", name="Council Tax", exact=True).click()
        page.get_by_role("link", name="emails sent").click()
        journey.look("Emails")
        recipient = page.locator("tr.table-row a").first.inner_text()
        page.fill("[name=to]", recipient)
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("status").filter(has_text=recipient)).to_be_visible()
        assert recipient not in page.url
        journey.check()
        page.locator("tr.table-row a").first.click()
        journey.look("Email")
        expect(page.locator(".email-message-meta dd").nth(2)).to_have_text(recipient)
        expect(page.locator(".timeline__step").first).to_be_visible()
        page.get_by_role("link", name="Back", exact=True).click()
        journey.look("Emails")
        page.get_by_role("navigation", name="Kind of message").get_by_role("link", name="Letters").click()
        page.locator("tr.table-row a").first.click()
        journey.look("Letter")
        with page.expect_download() as letter:
            page.get_by_role("link", name="Download as a PDF").click()
        assert letter.value.suggested_filename == letter.value.url.rpartition("/")[2]
