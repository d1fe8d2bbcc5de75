"""Somebody puts a file into an e-mail, looks at what its recipients will see, and takes it out again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey import SUBMIT, Journey

pytestmark = pytest.mark.browser


class TestFilesOfATemplate:
    def test_from_attaching_a_file_to_its_removal(self, journey, sandbox):
        page, name = journey.page, f"form-{'script' if journey.has_script else 'plain'}.pdf"
        open_new_template(journey, sandbox)

        page.locator(".edit-template-link-attachment").click()
        if page.get_by_role("heading", level=1).inner_text() != "Add a file":
            journey.look("Contact details for files sent by email")
            page.check("input[value=url]")
            journey.fill_and_submit(url="https://example.gov.uk/contact")
        journey.look("Add a file")
        journey.upload(name, b"%PDF-1.7 a form")
        journey.look(name)
        page.locator("a", has_text="Change").first.click()
        journey.look("Add link text")
        journey.fill_and_submit(link_text="Your form")
        journey.look(name)
        page.locator(SUBMIT).click()

        expect(page.locator(".email-files-selected-counter")).to_have_text("1 file added")
        page.locator(".email-message-body").get_by_role("link", name="Your form").click()
        journey.look("You have a file to download")
        page.get_by_role("button", name="Continue").click()
        journey.look("Confirm your email address")
        journey.fill_and_submit(email_address=sandbox.person("manager")["email_address"])
        journey.look("Download your file")
        with page.expect_download() as download:
            page.get_by_role("link", name="Download this PDF").click()
        assert download.value.suggested_filename == name

        page.get_by_role("link", name="Back", exact=True).click()
        page.get_by_role("link", name="Manage files").click()
        journey.look("Manage files")
        page.get_by_role("link", name=f"Manage {name}").click()
        page.get_by_role("link", name="Remove this file").click()
        journey.look(name)
        page.locator(SUBMIT).click()
        journey.look("With a file")
        expect(page.locator(".email-files-selected-counter")).to_have_text("No files added")


def open_new_template(journey: Journey, sandbox) -> None:
    """An e-mail template of one's own, so that those of other tests stay as they are."""
    page = journey.page
    journey.sign_in_with_code("manager")
    page.goto(f"/services/{sandbox.service('boat_licences')['id']}/templates/add-email")
    journey.fill_and_submit(name="With a file", subject="Your form", template_content="Please fill it in.")
    page.wait_for_url(re.compile("/templates/[0-9a-f-]{36}$"))
