"""Somebody asks to join a service of their organisation, and a manager of it lets them in."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey import SUBMIT, Journey

pytestmark = pytest.mark.browser

SERVICE = "Harbour notices"


class TestJoining:
    def test_from_asking_to_being_in_the_team(self, journey, sandbox):
        page, key = journey.page, "viewer" if journey.has_script else "sender"
        asks = enter(journey, key)

        ask(journey, asks)
        journey.sign_out()
        enter(journey, "manager")
        page.goto(way_in(sandbox, "manager"))
        let_in(journey, asks)

        page.goto(way_in(sandbox, "manager"))
        journey.look("The request to join was approved")
        told = sandbox.outbox(asks["email_address"])[0]
        assert told["subject"] == f"You have joined {SERVICE}"


def enter(journey: Journey, key: str) -> dict:
    """Signed in, and at the list of one's services."""
    person = journey.sign_in(key)
    journey.fill_and_submit(sms_code=journey.sandbox.latest_code(person["mobile_number"]))
    journey.page.get_by_role("link", name="Your services", exact=True).click()
    journey.look("Your services")
    return person


def ask(journey: Journey, asks: dict) -> None:
    page = journey.page
    page.locator("a.govuk-button", has_text="Join an existing service").click()
    journey.look("Join an existing service")
    page.locator(".browse-list").get_by_role("link", name=SERVICE).click()
    journey.look(f"Ask to join {SERVICE}")
    page.locator(SUBMIT).click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Select at least one person to ask")
    page.get_by_label("Morgan Ellis").check()
    journey.fill_and_submit(reason=f"{asks['name']} is new in the harbour office")
    journey.look(f"You have asked to join {SERVICE}")
    expect(page.locator("main")).to_contain_text("We have emailed 1 person")


def let_in(journey: Journey, asks: dict) -> None:
    page = journey.page
    journey.look(f"{asks['name']} wants to join your service")
    expect(page.locator("main")).to_contain_text("is new in the harbour office")
    page.locator(SUBMIT).click()
    journey.look(f"What can {asks['name']} do?")
    page.check("input[value=view_activity]")
    page.locator(SUBMIT).click()
    journey.look("Team members")
    expect(page.locator(".banner-default-with-tick")).to_contain_text(f"{asks['name']} has joined {SERVICE}")
    expect(page.locator(f"h2[title='{asks['email_address']}']")).to_be_visible()


def way_in(sandbox, key: str) -> str:
    """The path of the link that the person was sent last."""
    return re.sub(r"^https?://[^/]+", "", sandbox.latest_link(sandbox.person(key)["email_address"]))
