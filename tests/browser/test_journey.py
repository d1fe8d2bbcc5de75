"""From the door to a deleted template and out again, with and without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey import SUBMIT

pytestmark = pytest.mark.browser


class TestTemplates:
    def test_from_sign_in_to_a_deleted_template(self, journey, page):
        journey.sign_in_with_code("council_manager")
        page.get_by_role("link", name="Council Tax", exact=True).click()
        journey.look("Dashboard")
        page.locator(".navigation").get_by_role("link", name="Templates", exact=True).click()
        journey.look("Templates")

        self.add_email(journey, page)
        self.edit_it_with_a_new_placeholder(journey, page)
        self.add_text_message(journey, page)
        self.move_it_to_a_new_folder(journey, page)
        self.find_and_delete_it(journey, page)
        journey.sign_out()

        page.goto("/your-services")
        assert "/sign-in" in page.url

    def add_email(self, journey, page):
        journey.add_template("email")
        journey.look("New email template")
        journey.fill_and_submit(name="", subject="Your bill", template_content="Dear ((name, first))")
        journey.look("New email template")
        expect(page.locator(".govuk-error-summary")).to_contain_text("Enter a")
        assert page.input_value("[name=template_content]") == "Dear ((name, first))"
        journey.fill_and_submit(
            name="Browser bill",
            subject="Your bill ((reference))",
            template_content="# Pay now\n\nDear ((name))",
        )
        journey.look("Browser bill")
        expect(page.locator(".email-message-body .placeholder")).to_have_text("((name))")

    def edit_it_with_a_new_placeholder(self, journey, page):
        page.get_by_role("link", name=re.compile("^Edit")).or_(
            page.get_by_role("button", name=re.compile("^Edit"))
        ).click()
        journey.look("Edit email template")
        journey.fill_and_submit(template_content="Dear ((name))\n\nYou owe ((amount)).")
        expect(page.locator("main")).to_contain_text("amount")
        journey.check()
        page.locator("main button.govuk-button:visible").first.click()
        journey.look("Browser bill")
        page.get_by_role("link", name="See previous versions").click()
        journey.look("Previous versions")
        expect(page.locator("ins").first).to_be_visible()

    def add_text_message(self, journey, page):
        page.locator(".navigation").get_by_role("link", name="Templates", exact=True).click()
        journey.add_template("sms")
        journey.look("New text message template")
        journey.fill_and_submit(name="Browser reminder", template_content="Dear ((name)), pay by Friday")
        journey.look("Browser reminder")
        expect(page.locator(".sms-message-wrapper")).to_contain_text("pay by Friday")

    def move_it_to_a_new_folder(self, journey, page):
        page.locator(".navigation").get_by_role("link", name="Templates", exact=True).click()
        page.locator("[id*=template-list] li", has_text="Browser reminder").get_by_role("checkbox").check()
        if journey.has_script:
            page.locator("button[value=move-to-new-folder]").click()
        page.fill("[name=move_to_new_folder_name]", "Browser folder")
        page.locator("button[value=move-to-new-folder]").click()
        journey.look("Templates")
        page.locator("[id*=template-list] a > span", has_text="Browser folder").first.click()
        journey.look("Browser folder")
        expect(page.locator("[id*=template-list] a > span")).to_have_text(["Browser reminder"])

    def find_and_delete_it(self, journey, page):
        page.locator(".navigation").get_by_role("link", name="Templates", exact=True).click()
        page.fill("[name=search]", "browser rem")
        page.press("[name=search]", "Enter")
        expect(page.locator("[id*=template-list] a > span")).to_have_text(["Browser reminder"])
        journey.check()
        page.locator("[id*=template-list] a > span").click()
        journey.look("Browser reminder")
        page.get_by_role("link", name="Delete this template").click()
        journey.check()
        page.locator(SUBMIT).click()
        expect(page.locator(".banner-default-with-tick")).to_be_visible()
        journey.check()
        page.locator("a", has_text="Manage this folder").click()
        journey.check()
        page.locator("a", has_text="Delete this folder").click()
        journey.check()
        page.locator(SUBMIT).click()
        journey.look("Templates")


class TestOtherWaysIn:
    def test_with_an_emailed_link(self, journey, page, sandbox):
        person = journey.sign_in("email_link")
        journey.look("Check your inbox")
        page.goto(sandbox.latest_link(person["email_address"]))
        if not journey.has_script:
            journey.check()
            page.locator(SUBMIT).click()
        journey.look("Your services")

    def test_with_a_new_password(self, journey, page, sandbox):
        person = sandbox.person("council_manager")
        page.goto("/sign-in")
        page.get_by_role("link", name="Forgotten your password?").click()
        journey.look("Forgotten your password?")
        journey.fill_and_submit(email_address=person["email_address"])
        journey.check()
        page.goto(sandbox.latest_link(person["email_address"]))
        journey.look("Create a new password")
        journey.fill_and_submit(new_password=sandbox.world()["password"])
        journey.look("Check your phone")
        journey.fill_and_submit(sms_code=sandbox.latest_code(person["mobile_number"]))
        journey.look("Your services")

    def test_not_with_a_wrong_password(self, journey, page):
        page.goto("/sign-in")
        journey.fill_and_submit(email_address="nobody@meadowbridge.gov.uk", password="wrong horse")
        journey.look("Sign in")
        expect(page.locator(".govuk-error-summary")).to_be_visible()


class TestErrorPages:
    @pytest.mark.parametrize("path", ["/no-such-page", "/services/5d3ba5b7-0000-4000-8000-000000000000"])
    def test_are_pages_like_any_other(self, journey, page, path):
        journey.sign_in_with_code("platform_admin")

        page.goto(path)

        assert page.locator("code.trace-id").inner_text()
        journey.check()
