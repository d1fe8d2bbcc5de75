"""The dashboard refreshes itself while somebody looks at it, under the policy that forbids script inside pages."""

from http import HTTPStatus

import pytest
from playwright.sync_api import Page, Response, expect

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


def a_turn_of(page: Page) -> None:
    page.clock.run_for(EVERY_MILLISECONDS)
    page.wait_for_timeout(300)


def hide(page: Page, *, hidden: bool) -> None:
    page.evaluate(
        """hidden => {
            Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
            document.dispatchEvent(new Event('visibilitychange'))
        }""",
        hidden,
    )


@pytest.fixture
def asked(dashboard) -> list[int]:
    """The statuses of what the page has fetched to refresh itself."""
    statuses: list[int] = []

    def note(response: Response) -> None:
        if response.url.endswith("/dashboard.json"):
            statuses.append(response.status)

    dashboard.on("response", note)
    return statuses


class TestRefresh:
    def test_the_figures_are_fetched_again_and_replaced(self, dashboard):
        dashboard.locator("#total-email").evaluate("element => { element.textContent = 'old' }")

        with dashboard.expect_response("**/dashboard.json") as answered:
            dashboard.clock.fast_forward(EVERY_MILLISECONDS + 1_000)

        assert answered.value.ok
        expect(dashboard.locator("#total-email")).not_to_have_text("old")

    def test_figures_that_have_not_changed_are_left_alone(self, dashboard, asked):
        a_turn_of(dashboard)
        dashboard.locator("#total-email").evaluate("element => { element.textContent = 'mine' }")
        a_turn_of(dashboard)

        assert asked == [HTTPStatus.OK, HTTPStatus.NOT_MODIFIED]
        expect(dashboard.locator("#total-email")).to_have_text("mine")

    def test_they_are_fetched_ever_less_while_nobody_looks_and_at_once_when_somebody_does(
        self, dashboard, asked
    ):
        hide(dashboard, hidden=True)
        for _turn in range(6):
            a_turn_of(dashboard)
        rarely = len(asked)
        hide(dashboard, hidden=False)
        dashboard.wait_for_timeout(300)

        # The first, third and sixth turn of six.
        assert (rarely, len(asked)) == (3, 4)


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
