"""Files of what was sent, and of what was uploaded."""

import csv
import io

import pytest
from responses import matchers

from gateway.errors import Unavailable
from gateway.storage import recipient_files
from portal_apps.activity import exports
from tests.builders import a_job, a_service, an_error, an_id

FILE = "email address,name\r\nada@example.com,=Ada\r\nben@example.com,Ben\r\ncleo@example.com\r\n"
AFTER = ["Template", "Type", "Job", "Status", "Time"]

pytestmark = pytest.mark.usefixtures("files")


@pytest.fixture
def service():
    return a_service(name="Parking permits")


@pytest.fixture
def job(api, service):
    made = a_job(service, original_file_name="permits.csv")
    api.answers("GET", f"/service/{service['id']}/job/{made['id']}", {"data": made})
    return made


@pytest.fixture
def pages(api, service):
    """The API has these pages of messages at this path, found by what `told` says a question has."""

    def answers(path, *told):
        for query, body, status in told:
            api.mock.add(
                "GET",
                f"{api.address}/service/{service['id']}{path}",
                json=body,
                status=status,
                match=[matchers.query_param_matcher(query, strict_match=False)],
            )

    return answers


def a_message(row="", **facts):
    return {
        "id": an_id(),
        "row_number": row,
        "recipient": "ada@example.com",
        "client_reference": "",
        "template_name": "Permit ready",
        "template_type": "email",
        "job_name": "permits.csv",
        "status": "Delivered",
        "created_at": "2025-11-05 15:07:00",
        "created_by_name": None,
        "created_by_email_address": None,
        "api_key_name": None,
    } | facts


def a_page(*messages, following=False):
    return {"notifications": messages, "links": {"next": "more"} if following else {}, "page_size": 50}


def lines_of(file):
    return list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")))


def address_of(service, job, ending):
    return f"/services/{service['id']}/jobs/{job['id']}{ending}"


class TestAJob:
    def test_is_its_file_with_what_became_of_each_row(self, browser, service, job, pages):
        recipient_files.store(service["id"], job["id"], FILE.encode())
        first = a_page(a_message(1), a_message(2, status="Email address not in use"), following=True)
        pages(
            f"/job/{job['id']}/notifications",
            ({"page": "1", "format_for_csv": "True"}, first, 200),
            ({"page": "2", "format_for_csv": "True"}, a_page(a_message(3)), 200),
        )

        file = browser.get(address_of(service, job, ".csv"))

        headings, *rows, last = lines_of(file)
        assert headings == ["Row number", "email address", "name", *AFTER]
        told = ["Permit ready", "email", "permits.csv", "Delivered", "2025-11-05 15:07:00"]
        assert rows[0] == ["1", "ada@example.com", "'=Ada", *told]
        assert rows[1][1:3] + rows[1][6:7] == ["ben@example.com", "Ben", "Email address not in use"]
        assert rows[2] == ["3", "cleo@example.com", "", *told]
        assert last[0].startswith("# Complete. Rows: 3.")
        assert 'filename="permits - Permit ready - 5 November 2025.csv"' in file["Content-Disposition"]

    def test_can_be_of_one_group_only(self, api, browser, service, job, pages):
        recipient_files.store(service["id"], job["id"], FILE.encode())
        path = f"/job/{job['id']}/notifications"
        pages(path, ({"page": "1"}, a_page(a_message(2, status="Email address not in use")), 200))

        _headings, *rows, _last = lines_of(browser.get(address_of(service, job, ".csv?status=failed")))

        assert [row[:2] for row in rows] == [["2", "ben@example.com"]]
        [asked] = api.asked_to("GET", f"/service/{service['id']}{path}")
        assert "permanent-failure" in asked.query["status"]

    def test_that_is_on_its_way_has_each_message_once_beside_its_row(self, browser, service, job, pages):
        """A message that is made while the file is read moves the others to the next page."""
        recipient_files.store(service["id"], job["id"], FILE.encode())
        pages(
            f"/job/{job['id']}/notifications",
            ({"page": "1"}, a_page(a_message(1), following=True), 200),
            ({"page": "2"}, a_page(a_message(1), a_message(3)), 200),
        )

        _headings, *rows, _last = lines_of(browser.get(address_of(service, job, ".csv")))

        assert [row[:2] for row in rows] == [["1", "ada@example.com"], ["3", "cleo@example.com"]]

    def test_whose_file_is_not_kept_has_the_recipients(self, browser, service, job, pages):
        letter = a_message(1, recipient="Ada Okafor,\n1 Hall Road\nME1 1AA")
        pages(f"/job/{job['id']}/notifications", ({"page": "1"}, a_page(letter), 200))

        headings, row, _last = lines_of(browser.get(address_of(service, job, ".csv")))

        assert headings == ["Row number", "Recipient", *AFTER]
        assert row[:2] == ["1", "Ada Okafor"]

    def test_that_breaks_off_says_so(self, browser, service, job, pages):
        pages(
            f"/job/{job['id']}/notifications",
            ({"page": "1"}, a_page(*map(a_message, range(1, 4)), following=True), 200),
            ({"page": "2"}, an_error("broken"), 503),
        )

        file, chunks = browser.get(address_of(service, job, ".csv")), []
        with pytest.raises(Unavailable):
            chunks.extend(file)

        assert b"# Not complete. The download stopped after " in chunks[-1]

    def test_that_cannot_be_read_at_all_is_no_file(self, browser, service, job, pages):
        pages(f"/job/{job['id']}/notifications", ({"page": "1"}, an_error("broken"), 503))

        page = browser.get(address_of(service, job, ".csv"))

        assert (page.status_code, page["Content-Type"]) == (503, "text/html; charset=utf-8")

    @pytest.mark.parametrize("ending", [".csv", "/original.csv"])
    def test_of_others_is_not_found(self, api, browser, service, ending):
        stranger = a_job(a_service())
        recipient_files.store(service["id"], stranger["id"], FILE.encode())
        path = f"/service/{service['id']}/job/{stranger['id']}"
        api.answers("GET", path, an_error("No result found"), status=404)

        assert browser.get(address_of(service, stranger, ending)).status_code == 404


class TestTheUploadedFile:
    def test_is_as_it_was_but_for_formulas(self, browser, service, job):
        recipient_files.store(service["id"], job["id"], FILE.encode())

        file = browser.get(address_of(service, job, "/original.csv"))

        data = file.getvalue()
        assert data.decode() == f"\ufeff{FILE}".replace("=Ada", "'=Ada")
        assert file["Content-Length"] == str(len(data))
        assert 'filename="permits.csv"' in file["Content-Disposition"]

    def test_may_not_be_kept_any_longer(self, browser, service, job):
        assert browser.get(address_of(service, job, "/original.csv")).status_code == 404


class TestAService:
    @pytest.fixture
    def address(self, api, service):
        kept = [{"id": an_id(), "notification_type": "sms", "days_of_retention": 30}]
        api.answers("GET", f"/service/{service['id']}/data-retention", kept)
        return f"/services/{service['id']}/download-notifications.csv"

    def asked(self, api, service):
        return [one.query for one in api.asked_to("GET", f"/service/{service['id']}/notifications/csv")]

    def test_is_read_page_after_page_and_each_after_the_last_message(
        self, api, browser, service, address, pages
    ):
        by_program = a_message(client_reference="R 12", api_key_name="Licensing", job_name="")
        by_person = a_message(created_by_name="=Ada", created_by_email_address="ada@example.gov.uk")
        pages(
            "/notifications/csv",
            ({"older_than": by_program["id"]}, a_page(by_person), 200),
            ({"older_than": by_person["id"]}, a_page(), 200),
            ({}, a_page(by_program), 200),
        )

        headings, *rows, last = lines_of(browser.get(address))

        assert headings == list(exports.OF_SERVICE)
        assert rows[0] == [
            *("ada@example.com", "R 12", "Permit ready", "email", "", "", "", "Delivered"),
            *("2025-11-05 15:07:00", "Licensing"),
        ]
        assert rows[1][4:6] == ["'=Ada", "ada@example.gov.uk"]
        assert last[0].startswith("# Complete. Rows: 2.")
        assert len(self.asked(api, service)) == 3

    @pytest.mark.parametrize(
        ("query", "asked"),
        [
            ("", {"limit_days": ["30"]}),
            (
                "?message_type=sms&status=failed&number_of_days=9",
                {"template_type": ["sms"], "limit_days": ["9"]},
            ),
            ("?message_type=email&number_of_days=90", {"template_type": ["email"], "limit_days": ["7"]}),
            ("?message_type=fax&number_of_days=soon", {"limit_days": ["30"]}),
        ],
    )
    def test_can_be_of_one_channel_one_outcome_and_fewer_days(
        self, api, browser, service, address, pages, query, asked
    ):
        pages("/notifications/csv", ({}, a_page(), 200))

        browser.get(f"{address}{query}")

        sent = self.asked(api, service)[0]
        assert {name: sent[name] for name in sent if name in {"template_type", "limit_days"}} == asked
        assert ("temporary-failure" in sent.get("status", [])) == ("failed" in query)

    def test_is_named_after_the_service_and_what_is_in_it(self, browser, address, pages):
        pages("/notifications/csv", ({}, a_page(), 200))

        file = browser.get(f"{address}?message_type=sms")

        assert "Parking permits text messages - " in file["Content-Disposition"]

    def test_ends_at_the_limit_and_says_so(self, browser, address, pages, monkeypatch):
        monkeypatch.setattr("portal_apps.activity.views.downloads.MOST_IN_A_DOWNLOAD", 2)
        pages("/notifications/csv", ({}, a_page(*(a_message() for _ in range(3))), 200))

        *rows, last = lines_of(browser.get(address))[1:]

        assert len(rows) == 2
        assert last[0].startswith("# Not complete. There are more than these 2 rows.")
