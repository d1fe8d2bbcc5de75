"""Reports of people who want no more e-mails: taken, downloaded, marked as completed."""

import json
from http import HTTPStatus

import pytest
from django.core.cache import cache

from tests.builders import a_user, an_error, an_id
from tests.came_back import an_unsubscribe_report, an_unsubscribe_request, what_waits_for_a_report
from tests.pages import errors, first_button, link, main, text_of, texts, tree


@pytest.fixture
def pages(service):
    return f"/services/{service['id']}/unsubscribe-requests"


@pytest.fixture
def knows(api, path):
    """The API has these reports."""

    def has(*reports):
        api.answers("GET", f"{path}/unsubscribe-request-reports-summary", list(reports))

    return has


@pytest.fixture
def takes(api, path, knows):
    """The API makes a report of what waits; afterwards nothing waits."""

    def make():
        made = an_unsubscribe_report()

        def taken(_request):
            knows(made)
            return HTTPStatus.CREATED, {}, json.dumps({"report_id": made["batch_id"]})

        knows(what_waits_for_a_report())
        address = f"{api.address}{path}/create-unsubscribe-request-report"
        api.mock.add_callback("POST", address, callback=taken)
        return made

    return make


class TestSummary:
    def test_lists_reports_with_links_in_the_headings_of_a_table(self, browser, pages, knows):
        waiting, taken = what_waits_for_a_report(count=1_234), an_unsubscribe_report()
        done = an_unsubscribe_report(processed_by_service_at="2026-11-23T11:00:00.000000Z")
        knows(waiting, taken, done)

        page = browser.get(f"{pages}/summary")

        rows = [one for one in tree(page).iter("tr") if "table-row" in one.get("class")]
        assert [next(row.iter("a")).get("href") for row in rows] == [
            f"{pages}/reports/latest",
            f"{pages}/reports/{taken['batch_id']}",
            f"{pages}/reports/{done['batch_id']}",
        ]
        assert all(next(row.iter("th")).find("a") is not None for row in rows)
        assert [[text_of(cell) for cell in row.iter("td")] for row in rows] == [
            ["1,234", "Not downloaded"],
            ["2", "Downloaded"],
            ["2", "Completed"],
        ]
        assert [text_of(one) for row in rows for one in row.findall("td/span")] == ["Completed"]

    def test_without_reports_says_so(self, browser, pages, knows):
        knows()

        page = browser.get(f"{pages}/summary")

        assert "Nobody has asked to unsubscribe in the last 90 days." in texts(page, "p")

    def test_costs_no_call_while_it_is_kept(self, api, browser, pages, knows):
        knows(an_unsubscribe_report())
        browser.get(f"{pages}/summary")
        before = len(api.asked)

        browser.get(f"{pages}/summary")

        assert len(api.asked) == before


class TestLatest:
    def test_that_waits_cannot_be_completed_before_it_is_downloaded(self, browser, pages, knows):
        knows(what_waits_for_a_report())

        page = browser.get(f"{pages}/reports/latest")

        [box] = [one for one in tree(page).iter("input") if one.get("name") == "report_has_been_processed"]
        assert box.get("disabled") is not None
        assert link(page, "Download the report") == f"{pages}/reports/download"
        assert list(main(page).iter("button")) == []

    def test_that_is_taken_is_a_report(self, browser, pages, knows):
        newest = an_unsubscribe_report()
        knows(newest, an_unsubscribe_report())

        page = browser.get(f"{pages}/reports/latest")

        assert page.url == f"{pages}/reports/{newest['batch_id']}"

    def test_of_none_is_the_summary(self, browser, pages, knows):
        knows()

        assert browser.get(f"{pages}/reports/latest").url == f"{pages}/summary"


class TestReport:
    @pytest.fixture
    def completes(self, api, path):
        def url(report):
            address = f"{path}/process-unsubscribe-request-report/{report['batch_id']}"
            api.answers("POST", address, status=204)
            return address

        return url

    def test_says_how_many_and_until_when(self, browser, pages, knows):
        report = an_unsubscribe_report(count=1_500)
        knows(report)

        page = browser.get(f"{pages}/reports/{report['batch_id']}")

        values = texts(page, "dd", "govuk-summary-list__value")
        assert values[1:] == ["1,500", "Downloaded", "21 February 2027"]
        assert link(page, "Download the report") == f"{pages}/reports/download/{report['batch_id']}.csv"
        assert text_of(first_button(page)) == "Update"

    def test_is_marked_as_completed(self, api, browser, pages, knows, completes):
        report = an_unsubscribe_report()
        knows(report)
        address = completes(report)

        page = browser.post(
            f"{pages}/reports/{report['batch_id']}", {"report_has_been_processed": "y"}, follow=True
        )

        assert [asked.body for asked in api.asked_to("POST", address)] == [
            {"report_has_been_processed": True}
        ]
        assert page.request["PATH_INFO"] == f"{pages}/summary"
        assert "Report marked as completed" in texts(page, "p")

    def test_is_opened_again(self, api, browser, pages, knows, completes):
        report = an_unsubscribe_report(processed_by_service_at="2026-11-23T11:00:00.000000Z")
        knows(report)
        address = completes(report)

        page = browser.post(f"{pages}/reports/{report['batch_id']}", {}, follow=True)

        assert [asked.body for asked in api.asked_to("POST", address)] == [
            {"report_has_been_processed": False}
        ]
        assert "Report marked as not completed" in texts(page, "p")

    @pytest.mark.parametrize(
        ("processed_at", "typed", "error"),
        [
            (None, {}, "Tick the box when you have dealt with this report"),
            (
                "2026-11-23T11:00:00.000000Z",
                {"report_has_been_processed": "y"},
                "This report is completed already. Clear the box if there is more to do",
            ),
        ],
    )
    def test_is_not_saved_as_it_is_already(self, api, browser, pages, knows, processed_at, typed, error):
        report = an_unsubscribe_report(processed_by_service_at=processed_at)
        knows(report)

        page = browser.post(f"{pages}/reports/{report['batch_id']}", typed)

        assert errors(page) == [error]
        assert api.writes == []

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_of_another_service_is_not_found(self, api, browser, pages, knows, method):
        knows(an_unsubscribe_report())

        page = getattr(browser, method)(f"{pages}/reports/{an_id()}", {"report_has_been_processed": "y"})

        assert page.status_code == HTTPStatus.NOT_FOUND
        assert api.writes == []


class TestTakingOne:
    @pytest.mark.parametrize("address", ["download", "batch-report"])
    def test_is_asked_before_anything_changes(self, api, browser, pages, knows, address):
        knows(what_waits_for_a_report())

        page = browser.get(f"{pages}/reports/{address}")

        assert text_of(first_button(page)) == "Close this report"
        assert api.writes == []

    @pytest.mark.parametrize(("site", "by_itself"), [("same-origin", True), ("none", False), ("", False)])
    def test_clicks_by_itself_for_those_who_come_from_our_pages(self, browser, pages, knows, site, by_itself):
        knows(what_waits_for_a_report())

        page = browser.get(f"{pages}/reports/download", headers={"Sec-Fetch-Site": site})

        assert (b"data-submits-itself" in page.content) == by_itself

    @pytest.mark.parametrize("address", ["download", "batch-report"])
    def test_leads_to_the_new_report(self, api, path, browser, pages, takes, address):
        made = takes()

        page = browser.post(f"{pages}/reports/{address}")

        assert page.url == f"{pages}/reports/{made['batch_id']}"
        [asked] = api.asked_to("POST", f"{path}/create-unsubscribe-request-report")
        waiting = what_waits_for_a_report()
        names = ("count", "earliest_timestamp", "latest_timestamp")
        assert asked.body == {name: waiting[name] for name in names}

    def test_twice_makes_one(self, api, path, browser, pages, takes):
        made = takes()

        places = [browser.post(f"{pages}/reports/download").url for _ in range(2)]

        assert places == [f"{pages}/reports/{made['batch_id']}"] * 2
        assert len(api.asked_to("POST", f"{path}/create-unsubscribe-request-report")) == 1

    def test_while_somebody_else_does_makes_none(self, api, service, browser, pages, takes):
        takes()
        cache.add(f"busy-unsubscribe-report-{service['id']}", True, 60)

        page = browser.post(f"{pages}/reports/download")

        assert page.url == f"{pages}/summary"
        assert api.writes == []

    def test_is_not_needed_for_one_that_is_there(self, browser, pages, knows):
        report = an_unsubscribe_report()
        knows(report)

        page = browser.get(f"{pages}/reports/download")

        assert page.url == f"{pages}/reports/download/{report['batch_id']}.csv"

    def test_of_nothing_leads_to_the_summary(self, api, browser, pages, knows):
        knows()

        pages_seen = [browser.get(f"{pages}/reports/download"), browser.post(f"{pages}/reports/download")]

        assert [page.url for page in pages_seen] == [f"{pages}/summary"] * 2
        assert api.writes == []

    @pytest.mark.parametrize("address", ["download", "batch-report"])
    def test_is_for_members_at_either_address(self, api, sign_in, service, pages, knows, address):
        knows(what_waits_for_a_report())
        admin = sign_in(a_user(platform_admin=True), service)

        assert admin.get(f"{pages}/reports/{address}").status_code == HTTPStatus.FORBIDDEN
        assert admin.post(f"{pages}/reports/{address}").status_code == HTTPStatus.FORBIDDEN
        assert api.writes == []

    def test_tells_platform_admins_who_closes_a_report(self, sign_in, service, pages, knows):
        knows(what_waits_for_a_report())

        page = sign_in(a_user(platform_admin=True), service).get(f"{pages}/reports/download")

        assert texts(page, "h1") == ["Only people in the team can close this report"]

    def test_of_what_is_taken_is_a_file_for_platform_admins_too(self, sign_in, service, pages, knows):
        report = an_unsubscribe_report()
        knows(report)

        page = sign_in(a_user(platform_admin=True), service).get(f"{pages}/reports/download")

        assert page.url == f"{pages}/reports/download/{report['batch_id']}.csv"


class TestFile:
    def test_has_a_row_for_each_request_and_no_formulas(self, api, path, browser, pages, knows):
        report = an_unsubscribe_report()
        knows(report)
        requests = [an_unsubscribe_request(), an_unsubscribe_request(template_name="=1+1")]
        api.answers(
            "GET",
            f"{path}/unsubscribe-request-report/{report['batch_id']}",
            {"unsubscribe_requests": requests},
        )

        answer = browser.get(f"{pages}/reports/download/{report['batch_id']}.csv")

        head, *rows = answer.getvalue().decode("utf-8-sig").splitlines()
        assert head == (
            "Email address,Template name,Uploaded spreadsheet file name,Template sent at,"
            "Unsubscribe request received at"
        )
        assert rows == [
            "lena@example.com,Newsletter,N/A,2026-11-20 09:00:00,2026-11-20 09:17:15",
            "lena@example.com,'=1+1,N/A,2026-11-20 09:00:00,2026-11-20 09:17:15",
        ]
        assert "20 November 2026 to 23 November 2026.csv" in answer["Content-Disposition"]

    def test_of_another_service_is_not_found(self, api, path, browser, pages, knows):
        forged = an_id()
        knows(an_unsubscribe_report())
        api.answers("GET", f"{path}/unsubscribe-request-report/{forged}", an_error("None"), status=400)

        answer = browser.get(f"{pages}/reports/download/{forged}.csv")

        assert answer.status_code == HTTPStatus.NOT_FOUND
