"""A file is sent and runs to its end on its page, one that waits is cancelled, and a report is downloaded."""

import csv
import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey import SUBMIT

pytestmark = pytest.mark.browser

JOB = re.compile(r"/jobs/[0-9a-f-]{36}$")
# Messages and reports take six seconds in this sandbox.
AGAIN_MS = 1_000


class TestAFile:
    def test_is_sent_and_cancelled_and_reported(self, journey, page):
        journey.sign_in_with_code("manager")
        page.get_by_role("link", name="Boat licences", exact=True).click()
        service = page.url
        page.locator(".navigation").get_by_role("link", name="Templates", exact=True).click()
        journey.add_template("sms")
        journey.fill_and_submit(name="Tide", template_content="The tide is late")
        template = page.url.rpartition("/")[2]
        report = self.ask_for_a_report(page, service)

        self.upload(journey, f"{service}/send/{template}/csv", "07700 900111", "07700 900003")
        page.locator(SUBMIT).click()
        page.wait_for_url(JOB)
        self.see_it_end(journey, page)

        self.upload(journey, f"{service}/send/{template}/csv", "07700 900222")
        page.locator("summary").nth(1).click()
        page.locator("details[open] input").first.check()
        page.locator(SUBMIT).click()
        page.wait_for_url(JOB)
        self.cancel_it(journey, page)

        page.goto(report)
        self.download_it(journey, page)

    def ask_for_a_report(self, page, service):
        """The list offers it where it is too long to download, which it is not here."""
        page.goto(f"{service}/notifications/sms")
        token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
        form = {"csrfmiddlewaretoken": token, "report_type": "notifications_report"}
        answer = page.request.post(page.url, form=form, headers={"Referer": page.url})
        assert "/download-report/" in answer.url
        return answer.url

    def upload(self, journey, address, *numbers):
        """Another list each time: one that was sent already is asked about."""
        extra = "script" if journey.has_script else "plain"
        journey.page.goto(address)
        rows = "".join(f"{number},{extra}\n" for number in numbers)
        journey.upload("boats.csv", f"phone number,kind\n{rows}")
        journey.look("Preview of Tide")

    def see_it_end(self, journey, page):
        journey.look("boats.csv")
        expect(page.locator("progress")).to_have_attribute("max", "2")
        over = page.get_by_text("Finished: 1 of 2 text messages failed.")
        self.wait_for(journey, page, over, "Show how far it is now")
        expect(page.locator(".table-row")).to_have_count(2)
        page.locator("#filter-failed").click()
        expect(page.locator(".table-row")).to_have_count(1)
        expect(page.locator(".table-row")).to_contain_text("07700 900003")
        journey.check()
        with page.expect_download() as download:
            page.get_by_role("link", name="Download the report").click()
        _headings, failed, last = rows_of(download.value)
        assert failed[:2] == ["2", "07700 900003"]
        assert last[0].startswith("# Complete. Rows: 1.")

    def cancel_it(self, journey, page):
        expect(page.get_by_text("Sending will start")).to_be_visible()
        page.get_by_role("link", name="Cancel sending").click()
        journey.look("boats.csv")
        page.get_by_role("button", name="Yes, cancel it").click()
        expect(page.locator(".banner-default-with-tick")).to_have_text(
            "boats.csv is cancelled. Nothing was sent"
        )
        assert JOB.search(page.url)
        journey.check()

    def download_it(self, journey, page):
        ready = page.get_by_role("heading", name="Your report is ready to download")
        self.wait_for(journey, page, ready, "Check if it is ready")
        journey.check()
        with page.expect_download() as download:
            page.get_by_role("link", name="Download the report").click()
        headings, *_, last = rows_of(download.value)
        assert headings[0] == "Recipient"
        assert last[0].startswith("# Complete. Rows: ")

    def wait_for(self, journey, page, wanted, link):
        """Without script the page has a link for whoever wants to look again."""
        while not journey.has_script and not wanted.count():
            page.wait_for_timeout(AGAIN_MS)
            with page.expect_navigation():
                page.get_by_role("link", name=link).click()
        expect(wanted).to_be_visible()


def rows_of(download):
    with download.path().open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))
