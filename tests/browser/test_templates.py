"""Templates beyond writing one: looking at it before saving, bringing an old version back, copying, and letters."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey import SUBMIT

pytestmark = pytest.mark.browser


class TestTemplates:
    def test_from_a_preview_to_an_old_version_and_a_copy(self, journey, page):
        journey.sign_in_with_code("council_manager")
        page.get_by_role("link", name="Council Tax", exact=True).click()
        page.locator(".navigation").get_by_role("link", name="Templates", exact=True).click()

        self.look_before_saving(journey, page)
        self.compare_and_restore(journey, page)
        self.copy_from_another_service(journey, page)
        self.write_a_letter_in_two_languages(journey, page)

    def look_before_saving(self, journey, page):
        journey.add_template("email")
        page.fill("[name=name]", "Browser versions")
        page.fill("[name=subject]", "Your bill")
        page.fill("[name=template_content]", "Dear ((name))\n\nPay by Friday.")
        page.get_by_role("button", name="Preview", exact=True).click()
        expect(page.locator(".email-message-body .placeholder")).to_have_text("((name))")
        page.get_by_label("name", exact=True).fill("Ada")
        page.get_by_role("button", name="Preview with examples").click()
        expect(page.locator(".email-message-body")).to_contain_text("Dear Ada")
        journey.look("New email template")
        page.locator(SUBMIT).click()
        journey.look("Browser versions")

    def compare_and_restore(self, journey, page):
        page.get_by_role("button", name="Edit this template").click()
        journey.fill_and_submit(template_content="Dear ((name))\n\nPay by Monday.")
        page.get_by_role("link", name="See previous versions").click()
        page.get_by_role("link", name="Version 1", exact=True).click()
        journey.look("Browser versions, version 1")
        expect(page.locator("section ins")).to_contain_text("Friday")
        page.get_by_role("button", name="Restore version 1").click()
        journey.look("Browser versions")
        expect(page.locator(".banner-default-with-tick")).to_be_visible()
        expect(page.locator(".email-message-body")).to_contain_text("Pay by Friday.")

    def copy_from_another_service(self, journey, page):
        page.locator(".navigation").get_by_role("link", name="Templates", exact=True).click()
        journey.add_template("copy-existing")
        journey.look("Choose an existing template to copy")
        page.locator("[id*=template-list] a > span", has_text="Bin collections").click()
        journey.look("Choose an existing template to copy")
        page.locator("[id*=template-list] a:not(.template-list__link--folder) > span").first.click()
        journey.look("Copy an existing template")
        name = page.input_value("[name=name]")
        page.locator(SUBMIT).click()
        journey.look(name)
        expect(page).to_have_url(re.compile(r"/templates/[0-9a-f-]{36}$"))

    def write_a_letter_in_two_languages(self, journey, page):
        page.locator(".navigation").get_by_role("link", name="Templates", exact=True).click()
        journey.add_template("letter")
        journey.look("New letter template")
        page.get_by_role("link", name="Change name").click()
        journey.look("Rename template")
        journey.fill_and_submit(name="Browser letter")
        page.get_by_role("link", name="Change sender address").click()
        journey.look("Choose the sender address")
        page.get_by_label(re.compile("Revenues team")).check()
        page.locator(SUBMIT).click()
        expect(page.locator(".letter__sender")).to_contain_text("Revenues team")
        page.get_by_role("link", name="Change language").click()
        journey.look("Change language")
        page.check("input[value=welsh_then_english]")
        page.locator(SUBMIT).click()
        expect(page.locator(".letter")).to_have_count(2)
        page.get_by_role("link", name="Edit Welsh body").click()
        journey.look("Edit Welsh text of this letter")
        journey.fill_and_submit(subject="Pennawd", template_content="Annwyl breswylydd")
        journey.look("Browser letter")
        expect(page.locator(".letter[lang=cy]")).to_contain_text("Annwyl breswylydd")
