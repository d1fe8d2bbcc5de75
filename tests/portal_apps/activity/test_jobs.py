"""The page of a job: how far its messages are, the messages, and cancelling one that waits for its time."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import a_job, a_member, a_notification, a_service, a_template, an_error
from tests.pages import by_id, link, of_class, text_of, texts, tree

FRAGMENT = {"HX-Request": "true"}
TIME = {"scheduled_for": "2030-11-24T05:00:00Z"}
LABELS = ("filter-total", "filter-sending", "filter-delivered", "filter-failed")


@pytest.fixture
def service():
    return a_service(sms_message_limit=50, international_sms_message_limit=10)


@pytest.fixture
def browser(sign_in, service):
    return sign_in(a_member(service), service)


def now(**ago):
    return (datetime.now(tz=UTC) - timedelta(**ago)).isoformat()


def counted(**by_status):
    return [{"status": status.replace("_", "-"), "count": count} for status, count in by_status.items()]


def figures(page):
    return [text_of(by_id(page, name)) for name in LABELS]


def progress(page):
    return next(tree(page).iter("progress"), None)


class TestWhatItSays:
    def test_who_sent_which_file_when_and_with_which_template(self, browser, service, knows_job):
        page = browser.get(knows_job(template="4a6cc773-8649-4a51-8933-236a13db134a"))

        assert texts(page, "h1") == ["permits.csv"]
        assert "Uploaded by Ada Okafor today at" in texts(page, "p", "long-words")[0]
        assert link(page, "Permit ready, version 3") == (
            f"/services/{service['id']}/templates/4a6cc773-8649-4a51-8933-236a13db134a/version/3"
        )

    def test_how_far_its_messages_are(self, browser, knows_job):
        statistics = counted(delivered=1_000, sent=1, created=2, temporary_failure=3, technical_failure=1)
        page = browser.get(
            knows_job(
                notification_count=2_000, job_status="in progress", statistics=statistics, template_type="sms"
            )
        )

        assert figures(page) == ["2,000 total", "995 delivering", "1,001 delivered", "4 failed"]
        assert text_of(by_id(page, "job-progress")) == (
            "1,005 of 2,000 text messages delivered or failed, 995 on their way"
        )
        assert (progress(page).get("value"), progress(page).get("max")) == ("1005", "2000")

    @pytest.mark.parametrize(
        ("statistics", "sentence"),
        [
            (counted(delivered=3), "Finished: 3 emails, none failed."),
            (counted(delivered=2, permanent_failure=1), "Finished: 1 of 3 emails failed."),
        ],
    )
    def test_that_it_is_over(self, browser, knows_job, statistics, sentence):
        page = browser.get(knows_job(statistics=statistics))

        assert sentence in texts(page, "p")
        assert progress(page) is None
        assert b"hx-get" not in page.content

    def test_that_it_waits_for_its_turn(self, browser, knows_job):
        page = browser.get(knows_job(job_status="pending", processing_started=None, statistics=[]))

        assert "Waiting to start. 3 emails will be sent." in texts(page, "p")
        assert by_id(page, "filter-total") is None

    def test_that_a_limit_was_in_its_way(self, browser, knows_job):
        page = browser.get(
            knows_job(
                job_status="sending limits exceeded",
                notification_count=60,
                statistics=[],
                template_type="sms",
            )
        )

        what, why = texts(by_class(page, "job-status"), "p")
        assert what.startswith("Nothing was sent, because this file would have taken your service over")
        assert "60 rows. Your service can send 50 text messages a day, 10 of them to other countries" in why
        assert b"hx-get" not in page.content

    @pytest.mark.parametrize("status", ["scheduled", "pending"])
    def test_who_is_in_a_file_that_waits(self, browser, knows_job, status):
        address = knows_job(job_status=status, processing_started=None, statistics=[], **TIME)

        page = browser.get(address)

        assert link(page, "Download this list") == f"{address}/original.csv"
        assert link(page, "Download the report") is None

    @pytest.mark.parametrize(
        ("statistics", "what", "advice"),
        [
            ([], "Nothing was sent.", "Check the file"),
            (counted(delivered=2), "while the file was processed.", "Take those rows out of your file"),
        ],
    )
    def test_that_it_went_wrong(self, browser, knows_job, statistics, what, advice):
        address = knows_job(job_status="error", statistics=statistics)

        page = browser.get(address)

        said = texts(by_class(page, "job-status"), "p")
        assert said[0].endswith(what)
        assert said[1].startswith(("Check the file", "The list shows what was sent"))
        assert advice in said[1]
        assert address.rpartition("/")[2] in said[1]

    def test_that_it_was_cancelled(self, browser, knows_job):
        page = browser.get(knows_job(job_status="cancelled", processing_started=None, statistics=[]))

        assert "Sending was cancelled. Nothing was sent." in texts(page, "p")

    def test_names_are_text(self, browser, knows_job, service):
        template = a_template(service)
        page = browser.get(
            knows_job(
                a_notification(service, template, to="<b>ada</b>@example.com"),
                original_file_name="<b>permits</b>.csv",
                template_name="<b>Permit</b>",
                created_by={"id": service["id"], "name": "<b>Ada</b>"},
            )
        )

        assert b"<b>" not in page.content


def by_class(page, name):
    return of_class(page, name)[0]


class TestMessages:
    def test_stand_in_rows_that_have_their_ids(self, browser, service, knows_job):
        template = a_template(service, template_type="sms")
        arrived = a_notification(service, template)
        failed = a_notification(service, template, status="permanent-failure", updated_at=None)

        address = knows_job(arrived, failed, template_type="sms")
        page = browser.get(address)

        rows = [text_of(by_id(page, one["id"])) for one in (arrived, failed)]
        assert rows[0].startswith("07700 900123 Delivered 5 November 2025 at 3:07pm")
        assert "Phone number does not exist" in rows[1]
        assert [text_of(one) for one in of_class(page, "failed")] == [
            "Phone number does not exist 5 November 2025 at 3:07pm"
        ]
        assert link(page, "07700 900123") == (
            f"/services/{service['id']}/notification/{arrived['id']}?from_job={address.rpartition('/')[2]}"
        )

    def test_of_letters_show_the_first_line_of_the_address(self, browser, service, knows_job):
        letter = a_notification(service, a_template(service, template_type="letter"), status="created")

        page = browser.get(knows_job(letter, template_type="letter", statistics=counted(created=3)))

        assert text_of(by_id(page, letter["id"])).startswith("Lena Kowalska Waiting to be printed")
        assert figures(page)[2] == "0 posted"

    def test_lead_nowhere_for_those_who_may_not_read_them(self, sign_in, service, knows_job):
        message = a_notification(service)

        page = sign_in(a_member(service, ["manage_templates"]), service).get(knows_job(message))

        assert text_of(by_id(page, message["id"])).startswith("lena@example.com")
        assert link(page, "lena@example.com") is None

    def test_can_be_of_one_group_only(self, api, browser, service, knows_job):
        address = knows_job()

        page = browser.get(f"{address}?status=delivered")

        asked = api.asked_to(
            "GET", f"/service/{service['id']}/job/{address.rpartition('/')[2]}/notifications"
        )
        assert asked[0].query["status"] == ["delivered", "returned-letter", "sent"]
        current = [a.get("id") for a in tree(page).iter("a") if a.get("aria-current") == "page"]
        assert current == ["filter-delivered"]
        assert by_id(page, "filter-failed").get("href") == f"{address}?status=failed"

    def test_of_one_group_are_in_its_report(self, browser, knows_job):
        address = knows_job()

        whole, failed = (
            link(browser.get(address + query), "Download the report") for query in ("", "?status=failed")
        )

        assert (whole, failed) == (f"{address}.csv", f"{address}.csv?status=failed")

    def test_come_a_page_at_a_time(self, api, browser, service, knows_job):
        address = knows_job(a_notification(service), total=120, notification_count=120)

        page = browser.get(f"{address}?status=delivered&page=2")

        asked = api.asked_to(
            "GET", f"/service/{service['id']}/job/{address.rpartition('/')[2]}/notifications"
        )
        assert asked[0].query["page"] == ["2"]
        assert link(page, "Next page") == f"{address}?status=delivered&page=3"

    def test_have_no_page_beyond_the_last(self, api, browser, service, knows_job):
        address = knows_job()
        path = f"/service/{service['id']}/job/{address.rpartition('/')[2]}/notifications"
        api.answers("GET", path, an_error("Not found"), status=404)

        assert browser.get(f"{address}?page=9").status_code == 404

    @pytest.mark.parametrize(
        ("answer", "status"),
        [(an_error("broken"), 500), ({}, 200), ({"notifications": [{}], "total": 1}, 200)],
    )
    def test_may_be_missing_while_the_numbers_are_there(
        self, api, browser, service, knows_job, answer, status
    ):
        address = knows_job()
        path = f"/service/{service['id']}/job/{address.rpartition('/')[2]}/notifications"
        api.answers("GET", path, answer, status=status)

        page = browser.get(address)

        assert figures(page)[0] == "3 total"
        assert any(text.startswith("We could not get the messages") for text in texts(page, "p"))

    def test_say_how_long_they_are_kept(self, api, browser, service, knows_job):
        address = knows_job(a_notification(service), processing_started=now(days=2, hours=1))
        kept = [{"id": service["id"], "notification_type": "email", "days_of_retention": 5}]
        api.answers("GET", f"/service/{service['id']}/data-retention", kept)

        assert "Available for 3 days" in texts(browser.get(address), "p")

    def test_are_gone_after_that(self, browser, knows_job):
        page = browser.get(
            knows_job(processing_started=now(days=8), statistics=counted(delivered=2, sending=1))
        )

        assert "These messages are not kept any longer." in texts(page, "p")
        assert b"hx-get" not in page.content


class TestRefreshing:
    def test_a_page_that_is_not_final_asks_for_itself_as_it_is_filtered(self, browser, knows_job):
        address = knows_job(statistics=counted(sending=3))

        page = browser.get(f"{address}?status=sending")

        part = next(one for one in tree(page).iter("div") if one.get("hx-get"))
        assert part.get("hx-get") == f"{address}.json?status=sending"
        assert part.get("hx-trigger") == "every 5s"

    def test_the_part_links_to_the_page_and_has_no_form(self, browser, service, knows_job):
        address = knows_job(
            a_notification(service), total=120, notification_count=120, job_status="in progress"
        )

        part = browser.get(f"{address}.json", headers=FRAGMENT)

        assert link(part, "Next page") == f"{address}?page=2"
        assert b"<form" not in part.content

    def test_as_json_it_has_the_parts_by_name(self, browser, service, knows_job):
        message = a_notification(service)

        parts = json.loads(browser.get(f"{knows_job(message)}.json").content)

        assert parts.keys() == {"counts", "notifications", "status", "stop"}
        assert message["id"] in parts["notifications"]
        assert "filter-total" in parts["counts"]
        assert "Finished" in parts["status"]

    def test_it_goes_on_until_everything_is_over(self, browser, knows_job):
        under_way = json.loads(browser.get(f"{knows_job(statistics=counted(sending=1))}.json").content)

        assert "stop" not in under_way


class TestOldAddress:
    def test_leads_to_the_uploads(self, browser, service):
        page = browser.get(f"/services/{service['id']}/jobs")

        assert (page.status_code, page.url) == (302, f"/services/{service['id']}/uploads")


class TestOthers:
    def test_jobs_are_not_found(self, api, browser, service):
        stranger = a_job(a_service())
        path = f"/service/{service['id']}/job/{stranger['id']}"
        api.answers("GET", path, an_error("No result found"), status=404)
        api.answers("POST", f"{path}/cancel", an_error("No result found"), status=404)
        api.answers("GET", f"{path}/notifications", {"notifications": [], "total": 0, "links": {}})

        address = f"/services/{service['id']}/jobs/{stranger['id']}"
        assert [browser.get(address).status_code, browser.post(address).status_code] == [404, 404]
