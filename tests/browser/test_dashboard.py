"""The dashboard refreshes itself while somebody looks at it, under the policy that forbids script inside pages."""

from http import HTTPStatus

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journey import Journey

pytestmark = pytest.mark.browser

MIDDAY_MILLISECONDS = 12 * 3600 * 1000
EVERY_MILLISECONDS = 20_000
POLL_MILLISECONDS = 20
TAKE_NOTES = """() => {
    window.underWay = 0
    window.statuses = []
    const isRefresh = (event) => event.detail.elt.matches('[hx-trigger^="every"]')
    document.addEventListener('htmx:beforeSend', (event) => { if (isRefresh(event)) window.underWay += 1 })
    document.addEventListener('htmx:afterRequest', (event) => {
        if (!isRefresh(event)) return
        window.underWay -= 1
        window.statuses.push(event.detail.xhr.status)
    })
}"""


@pytest.fixture
def dashboard(chromium, portal, sandbox) -> Page:
    """The dashboard of a service, with a clock that the test turns."""
    context = chromium.new_context(base_url=portal.url)
    page = context.new_page()
    Journey(page, sandbox, None).sign_in_with_code("council_manager")
    page.clock.install(time=0)
    page.clock.pause_at(MIDDAY_MILLISECONDS)
    page.get_by_role("link", name="Council Tax", exact=True).click()
    expect(page.locator("#total-email")).to_be_visible()
    page.evaluate(TAKE_NOTES)
    yield page
    context.close()


def a_turn_of(page: Page) -> None:
    page.clock.run_for(EVERY_MILLISECONDS)
    settle(page)


def settle(page: Page) -> None:
    """Returns when whatever was asked for has been answered."""
    while page.evaluate("window.underWay"):
        page.wait_for_timeout(POLL_MILLISECONDS)


def asked(page: Page) -> list[int]:
    """The statuses of what the page has fetched to refresh itself."""
    statuses: list[int] = page.evaluate("window.statuses")
    return statuses


def hide(page: Page, *, hidden: bool) -> None:
    page.evaluate(
        """hidden => {
            Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
            document.dispatchEvent(new Event('visibilitychange'))
        }""",
        hidden,
    )


class TestRefresh:
    def test_the_figures_are_fetched_again_and_replaced(self, dashboard):
        dashboard.locator("#total-email").evaluate("element => { element.textContent = 'old' }")

        with dashboard.expect_response("**/dashboard.json") as answered:
            dashboard.clock.fast_forward(EVERY_MILLISECONDS + 1_000)

        assert answered.value.ok
        expect(dashboard.locator("#total-email")).not_to_have_text("old")

    def test_figures_that_have_not_changed_are_left_alone(self, dashboard):
        a_turn_of(dashboard)
        dashboard.locator("#total-email").evaluate("element => { element.textContent = 'mine' }")
        a_turn_of(dashboard)

        assert asked(dashboard) == [HTTPStatus.OK, HTTPStatus.NOT_MODIFIED]
        expect(dashboard.locator("#total-email")).to_have_text("mine")

    def test_they_are_fetched_ever_less_while_nobody_looks_and_at_once_when_somebody_does(self, dashboard):
        hide(dashboard, hidden=True)
        for _turn in range(6):
            a_turn_of(dashboard)
        rarely = len(asked(dashboard))
        hide(dashboard, hidden=False)
        settle(dashboard)

        # The first, third and sixth turn of six.
        assert (rarely, len(asked(dashboard))) == (3, 4)


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
