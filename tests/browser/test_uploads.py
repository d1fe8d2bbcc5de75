"""Somebody keeps a list of contacts: a file with a mistake, the right one, and its end."""

import pytest
from playwright.sync_api import expect

from tests.browser.journey import SUBMIT, Journey

pytestmark = pytest.mark.browser

WITH_A_MISTAKE = "phone number\n07700 900001\n07700 900\n"
CORRECTED = "phone number\n07700 900001\n07700 900002\n"


class TestContactLists:
    def test_from_a_file_with_a_mistake_to_the_end_of_the_list(self, journey):
        page, name = journey.page, f"wardens-{'script' if journey.has_script else 'plain'}.csv"
        open_uploads(journey)

        page.get_by_role("button", name="Upload an emergency contact list").click()
        journey.look("Upload an emergency contact list")
        journey.upload(name, WITH_A_MISTAKE)
        journey.look(f"Correct {quoted(name)}")
        expect(page.locator(".govuk-error-summary")).to_contain_text("Something is wrong in 1 row")
        expect(page.locator(".table-row")).to_contain_text("Phone number is too short")

        journey.upload(name, CORRECTED)
        journey.look(name)
        page.locator(SUBMIT).click()
        journey.look("Uploads")
        expect(page.locator(".banner-default-with-tick")).to_contain_text("2 phone numbers")

        page.get_by_role("link", name=name).click()
        journey.look(name)
        expect(page.locator(".table-row")).to_have_text(["07700 900001", "07700 900002"])
        page.get_by_role("link", name="Delete this contact list").click()
        journey.look(name)
        page.locator(SUBMIT).click()
        journey.look("Uploads")
        expect(page.get_by_role("link", name=name)).to_have_count(0)


def open_uploads(journey: Journey) -> None:
    journey.sign_in_with_code("manager")
    journey.page.get_by_role("link", name="Boat licences", exact=True).click()
    journey.page.get_by_role("link", name="Uploads", exact=True).click()
    journey.look("Uploads")


def quoted(name: str) -> str:
    return f"\u2018{name}\u2019"
