"""Reports that the API makes: asking for one, waiting for it, downloading it."""

import csv
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from gateway import acting_as
from gateway.storage import reports
from portal_apps.activity.reports import request_report
from portal_apps.core.permissions import Visit
from portal_apps.services.models import Service
from portal_apps.users.models import User
from tests.builders import a_member, a_report_request, a_service, an_error, an_id
from tests.pages import link, texts, tree

FRAGMENT = {"HX-Request": "true"}
FILE = b"Recipient,Status\r\nada@example.com,Delivered\r\n=1+1,Delivered\r\n+447700900123,Delivered\r\n"

pytestmark = pytest.mark.usefixtures("files")


@pytest.fixture
def service():
    return a_service(name="Parking permits")


@pytest.fixture
def knows(api, service):
    """The API knows this report of the service; its pages are below the address that this returns."""

    def report(**facts):
        made = a_report_request(service, **facts)
        api.answers("GET", f"/service/{service['id']}/report-request/{made['id']}", {"data": made})
        api.answers("GET", f"/service/{service['id']}/data-retention", [])
        return f"/services/{service['id']}/download-report/{made['id']}"

    return report


@pytest.fixture
def unknown(api, service):
    report_id = an_id()
    path = f"/service/{service['id']}/report-request/{report_id}"
    api.answers("GET", path, an_error("No result found"), status=404)
    return f"/services/{service['id']}/download-report/{report_id}"


def file_of(address):
    return f"{address.replace('download-report', 'report-request')}.csv"


def id_in(address):
    return address.rpartition("/")[2]


class TestAsking:
    @pytest.mark.parametrize(
        ("status", "wanted"), [("failed", "failed"), ("", "all"), ("sending,delivered,failed", "all")]
    )
    def test_is_for_a_channel_and_a_group_and_leads_to_the_page_to_wait_on(
        self, api, service, status, wanted
    ):
        made, member = an_id(), a_member(service)
        api.answers("POST", f"/service/{service['id']}/report-request", {"data": {"id": made}}, status=201)
        request = RequestFactory().post("/")
        request.visit = Visit(user=User.from_json(member), service=Service(service))

        with acting_as(member["id"]):
            address = request_report(request, "sms", status)

        assert address == f"/services/{service['id']}/download-report/{made}"
        assert api.asked[-1].body == {
            "report_type": "notifications_report",
            "user_id": member["id"],
            "notification_type": "sms",
            "notification_status": wanted,
        }


class TestWaiting:
    @pytest.mark.parametrize(
        ("status", "says"), [("pending", "It is next in line"), ("in progress", "It is being written")]
    )
    def test_says_what_is_made_and_asks_for_news(self, browser, knows, status, says):
        parameter = {"notification_type": "sms", "notification_status": "failed"}
        address = knows(status=status, parameter=parameter)

        page = browser.get(address)

        assert any(text.startswith(f"{says}: failed text messages,") for text in texts(page, "p"))
        assert list(tree(page).iter("progress"))
        part = next(one for one in tree(page).iter("div") if one.get("hx-get"))
        assert part.get("hx-get") == f"{address}/status.json"

    def test_needs_no_script(self, browser, knows):
        address = knows(status="pending")

        assert link(browser.get(address), "Check if it is ready") == address

    def test_ends_where_the_report_is_ready(self, browser, knows):
        address = knows()

        assert browser.get(address).url == f"{address}/ready"
        assert browser.get(f"{address}/status.json", headers=FRAGMENT)["HX-Redirect"] == f"{address}/ready"

    def test_ends_where_the_report_was_deleted(self, browser, knows):
        address = knows(status="deleted")

        for page in (browser.get(address), browser.get(f"{address}/ready"), browser.get(file_of(address))):
            assert (page.status_code, texts(page, "h1")) == (404, ["This report is not there any longer"])
        assert browser.get(f"{address}/status.json", headers=FRAGMENT)["HX-Redirect"] == f"{address}/ready"
        assert json.loads(browser.get(f"{address}/status.json").content) == {"status": "deleted", "stop": 1}

    def test_goes_on_while_it_is_not(self, browser, knows):
        address = knows(status="in progress")

        news = browser.get(f"{address}/status.json", headers=FRAGMENT)

        assert (news.status_code, "HX-Redirect" in news) == (200, False)
        assert browser.get(f"{address}/ready").url == address

    def test_ends_with_what_to_do_when_it_failed(self, browser, service, knows):
        address = knows(status="failed")

        page = browser.get(address)
        news = browser.get(f"{address}/status.json", headers=FRAGMENT)

        assert texts(page, "h1") == ["Your report could not be made"]
        assert link(page, "sent messages") == f"/services/{service['id']}/notifications/email"
        assert link(news, "sent messages") == link(page, "sent messages")
        assert news.status_code == 286

    def test_is_a_word_for_programs(self, browser, knows):
        pending = browser.get(f"{knows(status='pending')}/status.json")
        ready = browser.get(f"{knows()}/status.json")

        assert [json.loads(one.content) for one in (pending, ready)] == [
            {"status": "pending"},
            {"status": "stored", "stop": 1},
        ]


class TestAReadyReport:
    def test_can_be_downloaded_for_as_long_as_its_messages_are_kept(self, browser, knows):
        address = knows(updated_at=(datetime.now(tz=UTC) - timedelta(days=2, hours=1)).isoformat())

        page = browser.get(f"{address}/ready")

        assert texts(page, "h1") == ["Your report is ready to download"]
        assert link(page, "Download the report") == file_of(address)
        assert "Available for 5 days" in texts(page, "p")

    def test_is_a_file_without_formulas_that_ends_with_its_number_of_rows(self, browser, knows):
        address = knows()
        reports.store(id_in(address), FILE)

        file = browser.get(file_of(address))

        headings, *rows, last = csv.reader(file.getvalue().decode("utf-8-sig").splitlines())
        assert headings == ["Recipient", "Status"]
        assert [row[0] for row in rows] == ["ada@example.com", "'=1+1", "+447700900123"]
        assert last[0].startswith("# Complete. Rows: 3.")
        assert "Parking permits all emails" in file["Content-Disposition"]

    def test_has_no_other_headers_for_a_look_at_its_name(self, browser, knows):
        address = knows()
        reports.store(id_in(address), FILE)

        assert browser.head(file_of(address)).content == b""


class TestGone:
    @pytest.mark.parametrize("page", ["", "/ready"])
    def test_is_a_report_that_the_api_does_not_know(self, browser, service, unknown, page):
        answer = browser.get(f"{unknown}{page}")

        assert answer.status_code == 404
        assert texts(answer, "h1") == ["This report is not there any longer"]
        assert link(answer, "sent messages") == f"/services/{service['id']}/notifications"

    def test_is_one_whose_time_is_over(self, browser, knows):
        address = knows(updated_at="2026-01-05T09:00:00.000000Z")

        assert browser.get(f"{address}/ready").status_code == 404

    def test_is_one_without_a_file(self, browser, knows, unknown):
        assert [browser.get(file_of(address)).status_code for address in (knows(), unknown)] == [404, 404]

    def test_is_one_that_is_not_made_yet(self, browser, knows):
        assert browser.get(file_of(knows(status="pending"))).status_code == 404

    def test_is_what_belongs_to_another_service(self, browser, knows, unknown):
        """Its file is there, under its number alone."""
        reports.store(id_in(unknown), FILE)

        assert browser.get(file_of(unknown)).status_code == 404

    def test_has_no_news(self, browser, unknown):
        assert browser.get(f"{unknown}/status.json").status_code == 404
