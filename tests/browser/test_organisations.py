"""A platform admin makes an organisation and sets it up; one of its members looks at its usage."""

import pytest
from playwright.sync_api import expect

from tests.browser.journey import SUBMIT

pytestmark = pytest.mark.browser


class TestOrganisations:
    def test_a_platform_admin_sets_one_up(self, journey):
        page, name = journey.page, f"Eastgate Council {'script' if journey.has_script else 'plain'}"
        journey.sign_in_with_code("platform_admin")

        page.goto("/organisations")
        journey.look("Organisations")
        page.locator("a.govuk-button").first.click()
        journey.look("New organisation")
        page.check("input[value=local]")
        page.check("input[value=non-crown]")
        journey.fill_and_submit(name=name)
        journey.look("Settings")

        page.get_by_role("link", name="Change known email domains").click()
        journey.look("Change the domains")
        journey.fill_and_submit(**{"domains-0": f"{name.rsplit(maxsplit=1)[-1]}.eastgate.gov.uk"})
        expect(page.locator(".banner-default-with-tick")).to_contain_text("Domains changed")

        page.get_by_role("link", name="Change email branding options").click()
        journey.look("Email branding")
        page.locator("a.govuk-button").first.click()
        journey.look("Add email branding options")
        page.locator("input[type=checkbox]").first.check()
        page.locator(SUBMIT).click()
        page.locator("button[name=default]").first.click()
        expect(page.locator(".govuk-tag")).to_have_text("Default")
        journey.check()

        page.get_by_role("link", name="Team members", exact=True).click()
        journey.look("Team members")
        page.locator("a.govuk-button").first.click()
        journey.fill_and_submit(email_address=f"{name.rsplit(maxsplit=1)[-1]}@eastgate.gov.uk")
        page.get_by_role("link", name="Cancel invitation").click()
        journey.look("Cancel an invitation")
        page.locator(SUBMIT).click()

        page.get_by_role("link", name="Settings", exact=True).click()
        page.get_by_role("link", name="Delete this organisation").click()
        journey.look("Delete this organisation")
        page.locator(SUBMIT).click()
        journey.look("Organisations")

    def test_a_member_sees_what_was_sent_and_spent(self, journey):
        page = journey.page
        journey.sign_in_with_code("manager")

        page.locator("main .browse-list a").first.click()
        journey.look("Usage")
        page.get_by_role("link", name="Trial mode services", exact=True).click()
        journey.look("Trial mode services")
        page.get_by_role("link", name="Team members", exact=True).click()
        page.locator(".user-list-item a").first.click()
        journey.check()
