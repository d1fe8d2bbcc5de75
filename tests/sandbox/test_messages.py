"""Messages, jobs, statistics and bills: they are all the same messages, counted differently."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.sandbox.clock import make_new

FAILED = {"technical-failure", "temporary-failure", "permanent-failure"}


APRIL = 4


@pytest.fixture
def service(services):
    return f"/service/{services['boat_licences']}"


@pytest.fixture(scope="module")
def week(api, services):
    """Every message of the last week, page by page."""
    rows, page = [], 1
    while True:
        answer = api.get(
            f"/service/{services['boat_licences']}/notifications", limit_days=7, page=page
        ).json()
        rows += answer["notifications"]
        if "next" not in answer["links"]:
            return rows
        page += 1


@pytest.fixture(scope="module")
def year():
    today = datetime.now(ZoneInfo("Europe/London"))
    return today.year - (today.month < APRIL)


class TestPaging:
    def test_pages_of_50_newest_first(self, api, service, week):
        first = api.get(f"{service}/notifications").json()
        second = api.get(f"{service}/notifications", page=2).json()

        assert (first["page_size"], len(first["notifications"])) == (50, 50)
        assert first["links"] == {"next": True}
        assert second["links"] == {"prev": True, "next": True}
        assert [row["id"] for row in first["notifications"] + second["notifications"]] == [
            row["id"] for row in week[:100]
        ]
        assert [row["created_at"] for row in week] == sorted(
            (row["created_at"] for row in week), reverse=True
        )

    def test_no_links_when_nobody_wants_them_counted(self, api, service):
        assert api.get(f"{service}/notifications", count_pages="False").json()["links"] == {}

    @pytest.mark.parametrize(
        "path", ["notifications", "job", "upload", "inbound-sms/most-recent", "/complaint"]
    )
    def test_beyond_the_end_is_404(self, api, service, path):
        answer = api.get(path if path.startswith("/") else f"{service}/{path}", page=999)

        assert answer.status_code == 404
        assert answer.json()["message"].startswith("The requested URL was not found on the server.")

    def test_a_page_that_is_no_number(self, api, service):
        answer = api.get(f"{service}/notifications", page="x")

        assert (answer.status_code, answer.json()["message"]) == (400, {"page": ["Not a valid integer."]})

    def test_the_rows_of_a_job_have_paths_to_their_other_pages(self, api, service):
        job = next(row for row in api.data(f"{service}/job") if row["notification_count"] == 120)
        path = f"{service}/job/{job['id']}/notifications"
        first = api.get(path, page=1).json()
        last = api.get(path, page=3).json()

        assert first["links"] == {"next": f"{path}?page=2", "last": f"{path}?page=3"}
        assert last["links"] == {"prev": f"{path}?page=2"}
        assert (first["total"], len(last["notifications"])) == (120, 20)
        assert [row["job_row_number"] for row in first["notifications"]] == list(range(50))


class TestFilters:
    @pytest.mark.parametrize("channel", ["email", "sms", "letter"])
    def test_by_channel(self, api, service, week, channel):
        rows = api.get(f"{service}/notifications", template_type=channel, page_size=2000).json()[
            "notifications"
        ]

        assert {row["id"] for row in rows} == {
            row["id"] for row in week if row["notification_type"] == channel
        }

    def test_by_several_statuses(self, api, service):
        statuses = ["delivered", "permanent-failure"]
        rows = api.get(f"{service}/notifications", status=statuses, page_size=2000).json()["notifications"]

        assert {row["status"] for row in rows} == set(statuses)

    def test_failed_stands_for_every_failure(self, api, service, week):
        rows = api.get(f"{service}/notifications", status="failed", page_size=2000).json()["notifications"]

        expected = {row["id"] for row in week if row["status"] in FAILED | {"returned-letter"}}
        assert {row["id"] for row in rows} == expected

    def test_without_jobs(self, api, service):
        rows = api.get(f"{service}/notifications", include_jobs="false", page_size=2000).json()[
            "notifications"
        ]

        assert rows
        assert all(row["job"] is None for row in rows)

    def test_test_keys_only_when_asked_for(self, api, service, week):
        everything = api.get(f"{service}/notifications", include_from_test_key="true", page_size=2000).json()
        kinds = Counter(row["key_type"] for row in everything["notifications"])

        assert kinds["test"] == 20
        assert "test" not in {row["key_type"] for row in week}

    def test_a_search_is_a_post_and_has_one_page(self, api, service, week):
        wanted = next(row for row in week if row["notification_type"] == "email")
        answer = api.post(f"{service}/notifications", {"to": wanted["to"].upper(), "page": 7}).json()

        assert wanted["id"] in {row["id"] for row in answer["notifications"]}
        assert {row["to"] for row in answer["notifications"]} == {wanted["to"]}
        assert sorted(answer) == ["links", "notifications"]

    def test_a_number_is_found_however_it_is_typed(self, api, service, week):
        wanted = next(row for row in week if row["notification_type"] == "sms")["to"]
        typed = f"+44 {wanted[1:5]} {wanted[5:]}"
        found = api.post(f"{service}/notifications", {"to": typed}).json()["notifications"]

        assert {row["to"] for row in found} == {wanted}

    def test_the_spreadsheet_pages_by_the_last_row(self, api, service, week):
        first = api.get(f"{service}/notifications/csv", page_size=5).json()["notifications"]
        older = api.get(f"{service}/notifications/csv", page_size=5, older_than=first[-1]["id"]).json()[
            "notifications"
        ]

        assert [row["id"] for row in first] == [row["id"] for row in week[:5]]
        assert not {row["id"] for row in first} & {row["id"] for row in older}


class TestStatistics:
    def test_add_up_to_the_messages(self, api, service, week):
        found = api.data(f"{service}/statistics", limit_days=7)

        for channel, counts in found.items():
            statuses = [row["status"] for row in week if row["notification_type"] == channel]
            assert counts == {
                "requested": len(statuses),
                "delivered": statuses.count("delivered"),
                "failed": sum(status in FAILED for status in statuses),
            }

    def test_by_template_and_status_too(self, api, service, week):
        rows = api.data(f"{service}/template-statistics", limit_days=7)
        found = {(row["template_id"], row["status"]): row["count"] for row in rows}

        assert found == Counter((row["template"]["id"], row["status"]) for row in week)

    def test_today_is_part_of_the_week(self, api, service):
        today = api.data(f"{service}/statistics", today_only="True")
        week = api.data(f"{service}/statistics")

        assert all(today[channel]["requested"] <= week[channel]["requested"] for channel in week)
        assert today == api.data(f"{service}/statistics", limit_days=0)

    @pytest.mark.parametrize(
        ("params", "text"), [({}, " is not an integer"), ({"limit_days": "x"}, "x is not an integer")]
    )
    def test_days_are_a_number(self, api, service, params, text):
        answer = api.get(f"{service}/template-statistics", **params)

        assert (answer.status_code, answer.json()["message"]) == (400, {"whole_days": [text]})

    @pytest.mark.parametrize("days", [-1, 8])
    def test_no_more_days_than_messages_are_kept(self, api, service, days):
        assert api.get(f"{service}/template-statistics", limit_days=days).status_code == 400

    def test_months_and_templates_agree(self, api, service, year):
        months = api.data(f"{service}/notifications/monthly", year=year)
        stats = api.get(f"{service}/notifications/templates_usage/monthly", year=year).json()["stats"]

        by_status = sum(
            count for month in months.values() for channel in month.values() for count in channel.values()
        )
        assert by_status == sum(row["count"] for row in stats)

    def test_the_year_begins_in_april(self, api, service, year):
        months = list(api.data(f"{service}/notifications/monthly", year=year - 1))

        assert (months[0], months[-1], len(months)) == (f"{year - 1}-04", f"{year}-03", 12)

    def test_a_template_was_last_used_when_its_newest_message_was_made(self, api, service, week):
        newest = week[0]
        answer = api.get(f"{service}/template-statistics/last-used/{newest['template']['id']}").json()

        assert answer == {"last_date_used": newest["created_at"]}


class TestJobs:
    def test_statistics_count_the_rows(self, api, service):
        for job in api.data(f"{service}/job", statuses="finished"):
            assert sum(row["count"] for row in job["statistics"]) == job["notification_count"]

    def test_by_status(self, api, service):
        jobs = api.data(f"{service}/job", statuses="scheduled,cancelled")

        assert Counter(job["job_status"] for job in jobs) == {"scheduled": 2, "cancelled": 1}

    def test_uploads_leave_out_what_is_only_planned(self, api, service):
        uploads = api.get(f"{service}/upload").json()
        planned = {job["id"] for job in api.data(f"{service}/job", statuses="scheduled,cancelled")}

        assert uploads["total"] == 6
        assert not planned & {row["id"] for row in uploads["data"]}

    def test_only_a_scheduled_one_can_be_cancelled(self, api, services, service):
        before = api.get(f"{service}/job/scheduled-job-stats").json()
        scheduled = api.data(f"{service}/job", statuses="scheduled")
        soonest = min(scheduled, key=lambda job: job["scheduled_for"])
        cancelled = api.post(f"{service}/job/{soonest['id']}/cancel", {})
        again = api.post(f"{service}/job/{soonest['id']}/cancel", {})
        after = api.get(f"{service}/job/scheduled-job-stats").json()

        assert before["soonest_scheduled_for"][:26] == soonest["scheduled_for"][:26]
        assert cancelled.json()["data"]["job_status"] == "cancelled"
        assert again.status_code == 404
        assert (before["count"], after["count"]) == (2, 1)

    @pytest.mark.parametrize("job_id", ["nonsense", "00000000-0000-0000-0000-000000000000"])
    def test_an_unknown_one_is_404(self, api, service, job_id):
        assert api.get(f"{service}/job/{job_id}").status_code == 404


class TestOneMessage:
    def test_shows_the_template_as_it_was(self, api, service, week):
        row = week[0]
        path = f"{service}/template/{row['template']['id']}"
        before = row["template"]["content"]
        api.post(path, {"content": "Something else", "created_by": api.data(path)["created_by"]})

        assert api.get(f"{service}/notifications/{row['id']}").json()["template"]["content"] == before

    def test_a_delivered_letter_cannot_be_cancelled(self, sandbox, api, service, week):
        letter = next(
            row for row in week if row["notification_type"] == "letter" and row["status"] == "delivered"
        )
        # After half past five an older letter is too late for another reason.
        make_new(sandbox.database, "notification", letter["id"])

        answer = api.post(f"{service}/notifications/{letter['id']}/cancel", {})

        assert answer.status_code == 400
        assert answer.json()["message"].startswith(
            "We could not cancel this letter. Letter status: delivered, created_at: "
        )

    def test_an_email_cannot_be_cancelled(self, api, service, week):
        email = next(row for row in week if row["notification_type"] == "email")

        assert api.post(f"{service}/notifications/{email['id']}/cancel", {}).status_code == 400


class TestBills:
    def test_months_add_up_to_the_year(self, api, service, year):
        months = api.get(f"{service}/billing/monthly-usage", year=year).json()
        summary = api.get(f"{service}/billing/yearly-usage-summary", year=year).json()

        for key in ("notifications_sent", "chargeable_units", "charged_units", "free_allowance_used"):
            for channel in ("sms", "letter"):
                in_months = sum(row[key] for row in months if row["notification_type"] == channel)
                assert in_months == sum(row[key] for row in summary if row["notification_type"] == channel)

    def test_the_free_allowance_is_used_first_and_the_rest_is_charged(self, api, service, year):
        allowance = api.get(
            f"{service}/billing/free-sms-fragment-limit", financial_year_start=year - 1
        ).json()
        sms = [
            row
            for row in api.get(f"{service}/billing/yearly-usage-summary", year=year - 1).json()
            if row["rate"]
        ]
        texts = next(row for row in sms if row["notification_type"] == "sms")

        assert texts["free_allowance_used"] == min(
            allowance["free_sms_fragment_limit"], texts["chargeable_units"]
        )
        assert texts["charged_units"] == texts["chargeable_units"] - texts["free_allowance_used"]
        assert texts["cost"] == pytest.approx(texts["charged_units"] * texts["rate"], abs=0.001)

    def test_a_year_without_an_allowance_gets_one(self, api, service):
        answer = api.get(f"{service}/billing/free-sms-fragment-limit", financial_year_start=2019).json()

        assert answer == {"financial_year_start": 2019, "free_sms_fragment_limit": 30_000}

    def test_the_allowance_can_be_set(self, api, services):
        path = f"/service/{services['moorings']}/billing/free-sms-fragment-limit"
        answer = api.post(path, {"free_sms_fragment_limit": 1234})

        assert (answer.status_code, answer.json()) == (201, {"free_sms_fragment_limit": 1234})
        assert api.get(path).json()["free_sms_fragment_limit"] == 1234

    @pytest.mark.parametrize("path", ["yearly-usage-summary", "monthly-usage"])
    def test_a_year_is_needed(self, api, service, path):
        answer = api.get(f"{service}/billing/{path}")

        assert (answer.status_code, answer.json()["message"]) == (400, "No valid year provided")
