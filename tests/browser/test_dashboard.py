"""The dashboard refreshes itself while somebody looks at it, under the policy that forbids script inside pages."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import Journey

pytestmark = pytest.mark.browser

EVERY_MILLISECONDS = 20_000


@pytest.fixture
def dashboard(chromium, portal, sandbox) -> Page:
    """The dashboard of a service, with a clock that the test turns."""
    context = chromium.new_context(base_url=portal.url)
    page = context.new_page()
    Journey(page, sandbox, None).sign_in_with_code("council_manager")
    page.clock.install()
    page.get_by_role("link", name="Council Tax", exact=True).click()
    expect(page.locator("#total-email")).to_be_visible()
    yield page
    context.close()


class TestRefresh:
    def test_the_figures_are_fetched_again_and_replaced(self, dashboard):
        dashboard.locator("#total-email").evaluate("element => { element.textContent = 'old' }")

        with dashboard.expect_response("**/dashboard.json") as answered:
            dashboard.clock.fast_forward(EVERY_MILLISECONDS + 1_000)

        assert answered.value.ok
        expect(dashboard.locator("#total-email")).not_to_have_text("old")

    def test_nothing_is_fetched_while_nobody_looks(self, dashboard):
        asked = []
        dashboard.on("request", lambda request: asked.append(request.url))
        dashboard.evaluate("Object.defineProperty(document, 'hidden', { value: true })")

        dashboard.clock.fast_forward(EVERY_MILLISECONDS * 3)
        dashboard.wait_for_timeout(300)

        # The browser still fetches the icon of a page that has just been opened, when it gets round to it.
        assert [address for address in asked if "/assets/" not in address] == []


class TestFigures:
    def test_lead_from_the_dashboard_to_months_templates_and_history(self, journey):
        page = journey.page
        journey.sign_in_with_code("council_manager")
        page.get_by_role("link", name="Council Tax", exact=True).click()
        if not journey.has_script:
            page.get_by_role("link", name="Show what was spent this year").click()
        expect(page.get_by_role("heading", name="Since April")).to_be_visible()
        page.get_by_role("link", name="See messages sent by month").click()
        journey.look("Messages sent by month")
        page.get_by_role("link", name="Back", exact=True).click()
        page.get_by_role("link", name="See templates used by month").click()
        journey.look("Templates used by month")
        page.get_by_role("link", name="Settings", exact=True).click()
        page.get_by_role("link", name="See the history of this service").click()
        journey.look("Service history")
