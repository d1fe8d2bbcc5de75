"""From the list of a team to somebody new in it, with and without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.journey import SUBMIT

pytestmark = pytest.mark.browser

PASSWORD = "three-quiet-herons-7"


class TestTeam:
    def test_from_the_list_to_somebody_new(self, journey, page, sandbox):
        unique = "script" if journey.has_script else "noscript"
        lena, number = f"lena.{unique}@meadowbridge.gov.uk", f"0770090055{len(unique) % 10}"
        journey.sign_in_with_code("council_manager")
        page.get_by_role("link", name="Council Tax", exact=True).click()
        page.locator(".navigation").get_by_role("link", name="Team members", exact=True).click()
        journey.look("Team members")

        self.invite_one(journey, page, lena)
        self.invite_many(journey, page, unique)
        self.search(journey, page)
        self.cancel(journey, page, f"many0.{unique}@meadowbridge.gov.uk")
        self.change_a_member(journey, page)
        journey.sign_out()
        self.register(journey, page, sandbox, lena, number)

    def invite_one(self, journey, page, address):
        page.locator("main a.govuk-button").first.click()
        journey.look("Invite a team member")
        journey.fill_and_submit(email_address="nobody")
        journey.look("Invite a team member")
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        page.check("input[value=view_activity]")
        journey.fill_and_submit(email_address=address)
        expect(page.locator(".banner-default-with-tick")).to_contain_text(address)

    def invite_many(self, journey, page, unique):
        page.get_by_role("link", name="Invite many people at once").click()
        journey.look("Invite many people at once")
        pasted = [f"many{number}.{unique}@meadowbridge.gov.uk" for number in range(6)]
        journey.fill_and_submit(email_addresses="\n".join([*pasted, pasted[0], "Nobody"]))
        journey.look("Check who will be invited")
        page.check("input[value=send_messages]")
        page.locator(SUBMIT).click()
        journey.look("6 invitations sent")
        page.get_by_role("link", name="Go to the team members").click()

    def search(self, journey, page):
        page.fill("[name=search]", "isla")
        if not journey.has_script:
            page.get_by_role("button", name="Search").click()
        expect(page.locator(".user-list-item")).to_have_count(1)
        page.get_by_role("link", name="Show everybody").click()
        journey.look("Team members")

    def cancel(self, journey, page, address):
        item = page.locator(".user-list-item", has=page.locator(f"h2[title='{address}']"))
        item.locator("a").first.click()
        journey.look("Cancel an invitation")
        page.locator(SUBMIT).click()
        expect(page.locator(".banner-default-with-tick")).to_contain_text(address)

    def change_a_member(self, journey, page):
        isla = page.locator("h2[title='isla.fraser@meadowbridge.gov.uk']")
        page.locator(".user-list-item", has=isla).locator("a").first.click()
        journey.look("Isla Fraser")
        page.get_by_role("link", name="Change email address").click()
        journey.look("Change the email address of a team member")
        journey.fill_and_submit(email_address="isla.macrae@meadowbridge.gov.uk")
        journey.look("Confirm new email address")
        page.get_by_role("link", name="Back", exact=True).click()
        page.locator(".user-list-item", has=isla).locator("a").first.click()
        page.get_by_role("link", name="Remove this team member").click()
        journey.look("Remove a team member")
        page.get_by_role("link", name="Back", exact=True).click()
        page.locator(SUBMIT).click()
        journey.look("Team members")

    def register(self, journey, page, sandbox, address, number):
        page.goto(sandbox.latest_link(address))
        journey.look("Create an account")
        journey.fill_and_submit(name="Lena New", mobile_number=number, password=PASSWORD)
        journey.look("Check your phone")
        journey.fill_and_submit(sms_code=sandbox.latest_code(number))
        journey.look("Dashboard")
