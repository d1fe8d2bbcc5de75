"""The button that sends a file: one job of each file, whatever happens on the way."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from portal_apps.sending.recipients import Rules
from portal_apps.sending.sendings import Sendings
from tests.builders import a_page, an_error, an_id
from tests.pages import by_id, errors, link, text_of, texts, typed
from tests.portal_apps.sending.file_pages.conftest import HEADINGS
from tests.portal_apps.sending.recipients.files import PHONE, csv_file, xlsx_file

ADA = [PHONE, "Ada"]
NOW = {"scheduled_for": ""}


def hours_ago(hours):
    return (datetime.now(tz=UTC) - timedelta(hours=hours)).isoformat()


@pytest.fixture
def upload(world):
    """A browser, and the id of what it has uploaded."""
    browser = world.browser()
    world.takes_jobs()
    return browser, world.uploaded(browser, ADA)


class TestSending:
    def test_makes_a_job_of_the_file_and_leads_to_it(self, world, upload):
        browser, upload_id = upload

        answer = browser.post(world.start_url(upload_id), NOW)

        assert answer["Location"] == world.job_url(upload_id)
        assert world.jobs_made == [{"id": upload_id, "created_by": world.user["id"]}]

    def test_waits_for_the_hour_that_was_chosen(self, world, upload):
        browser, upload_id = upload
        page = browser.get(world.check_url(upload_id))
        _now, _next, hour, *_ = typed(page, "scheduled_for")

        browser.post(world.start_url(upload_id), {"scheduled_for": hour})

        assert world.jobs_made[0]["scheduled_for"] == hour
        moment = datetime.fromisoformat(hour).replace(tzinfo=UTC)
        assert timedelta(hours=1) < moment - datetime.now(tz=UTC) <= timedelta(hours=2)

    @pytest.mark.parametrize("hour", ["2020-01-01T09:00:00", "2999-01-01T09:00:00", "soon"])
    def test_refuses_other_times(self, world, upload, hour):
        browser, upload_id = upload

        page = browser.post(world.start_url(upload_id), {"scheduled_for": hour})

        assert errors(page) == ["Choose a time that is still to come"]
        assert link(page, "Choose a time that is still to come") == "#scheduled_for-0"
        assert by_id(page, "scheduled_for-error") is not None
        assert world.jobs_made == []

    def test_needs_a_later_time_where_today_has_no_room(self, world):
        world.service["sms_message_limit"] = 10
        browser = world.browser()
        world.takes_jobs()
        upload_id = world.uploaded(browser, ADA)

        page = browser.post(world.start_url(upload_id), NOW)

        assert errors(page) == ["Choose a time that is still to come"]
        assert world.jobs_made == []

    def test_is_not_for_lists_of_contacts(self, world, upload):
        browser, _ = upload
        list_id = an_id()
        content = io.BytesIO(csv_file([["phone number"], [PHONE]]))
        world.file(list_id).check(content, "wardens.csv", Rules.of(world.service))
        world.has_no_job(list_id)

        statuses = [browser.get(world.check_url(list_id)), browser.post(world.start_url(list_id), NOW)]

        assert [answer.status_code for answer in statuses] == [404, 404]
        assert world.jobs_made == []

    def test_is_not_for_platform_admins(self, world, upload):
        _, upload_id = upload
        world.user |= {"platform_admin": True}

        assert world.browser([]).post(world.start_url(upload_id), NOW).status_code == 403
        assert world.jobs_made == []


class TestExactlyOneJob:
    def test_is_made_by_whoever_sends_the_page_twice(self, world, upload):
        browser, upload_id = upload
        browser.post(world.start_url(upload_id), NOW)
        world.has_job(upload_id)

        again = browser.post(world.start_url(upload_id), NOW)

        assert again["Location"] == world.job_url(upload_id)
        assert len(world.jobs_made) == 1

    def test_is_made_while_the_first_of_two_clicks_is_under_way(self, world, upload):
        browser, upload_id = upload
        sending = Sendings.of(world.service["id"], world.file(upload_id).verdict)
        cache.add(f"busy-sending-{world.service['id']}-{sending.id}", True)

        second = browser.post(world.start_url(upload_id), NOW)

        assert second["Location"] == world.check_url(upload_id)
        assert world.jobs_made == []

    def test_is_what_the_api_says_when_another_process_was_quicker(self, world, upload):
        """It takes each id once, and its refusal means that the job is there."""
        browser, upload_id = upload
        answers = iter([(404, an_error("No result found")), (200, {"data": world.a_job(upload_id)})])
        world.api.answers("POST", f"{world.path}/job", an_error({"id": ["taken"]}), status=400)
        self.answers_in_turn(world, upload_id, answers)

        answer = browser.post(world.start_url(upload_id), NOW)

        assert answer["Location"] == world.job_url(upload_id)

    @pytest.mark.parametrize("status", [500, 502, 504])
    def test_is_looked_for_when_the_answer_was_an_error(self, world, upload, status):
        browser, upload_id = upload
        answers = iter([(404, an_error("No result found")), (200, {"data": world.a_job(upload_id)})])
        world.api.answers("POST", f"{world.path}/job", {}, status=status)
        self.answers_in_turn(world, upload_id, answers)

        answer = browser.post(world.start_url(upload_id), NOW)

        assert answer["Location"] == world.job_url(upload_id)

    def test_can_be_tried_again_where_there_is_none(self, world, upload):
        browser, upload_id = upload
        world.api.breaks_after_taking("POST", f"{world.path}/job")

        page = browser.post(world.start_url(upload_id), NOW)
        world.takes_jobs()
        again = browser.post(world.start_url(upload_id), NOW)

        assert errors(page) == [
            "The Notify API did not take your file, so nothing was sent. You can try again: no file is sent twice"
        ]
        assert again["Location"] == world.job_url(upload_id)

    def test_may_be_there_where_nobody_answers_any_more(self, world, upload):
        browser, upload_id = upload
        answers = iter([(404, an_error("No result found")), (503, {})])
        world.api.breaks_after_taking("POST", f"{world.path}/job")
        self.answers_in_turn(world, upload_id, answers)

        page = browser.post(world.start_url(upload_id), NOW)

        assert texts(page, "h1") == ["We do not know whether your file was sent"]
        assert link(page, "Find out") == world.check_url(upload_id)
        assert texts(page, "button", "govuk-button") == []

    def test_is_refused_by_the_api_in_its_own_words(self, world, upload):
        browser, upload_id = upload
        refusal = an_error({"scheduled_for": ["Date cannot be more than 7 days in the future"]})
        world.api.answers("POST", f"{world.path}/job", refusal, status=400)

        page = browser.post(world.start_url(upload_id), NOW)

        assert errors(page) == ["Date cannot be more than 7 days in the future"]

    def answers_in_turn(self, world, upload_id, answers):
        """What the API says of the job, now and after it was asked to make it."""
        path = f"{world.path}/job/{upload_id}"
        world.api.mock.remove("GET", world.api.address + path)
        for status, body in answers:
            world.api.mock.add("GET", world.api.address + path, json=body, status=status)


class TestTheSameContent:
    @pytest.fixture
    def again(self, world, upload):
        """What was sent is uploaded again, under another name and as a workbook."""
        browser, upload_id = upload
        browser.post(world.start_url(upload_id), NOW)
        world.has_job(upload_id, created_at=hours_ago(1))
        answer = world.send(browser, xlsx_file([HEADINGS, ADA]), "others.xlsx")
        other_id = answer["Location"].rpartition("/")[2]
        world.has_no_job(other_id)
        return browser, upload_id, other_id

    def test_is_noticed_whatever_the_file_is_called(self, world, again):
        browser, first, other = again

        page = browser.get(world.check_url(other))

        assert "This was sent before" in texts(page, "h2")
        assert link(page, "people.csv") == world.job_url(first)
        assert by_id(page, "send_again") is not None

    def test_is_sent_only_by_those_who_say_so(self, world, again):
        browser, _first, other = again

        page = browser.post(world.start_url(other), NOW)
        sent = browser.post(world.start_url(other), {**NOW, "send_again": "y"})

        assert errors(page) == ["This was sent before. Say that you want to send it again"]
        assert sent["Location"] == world.job_url(other)
        assert [job["id"] for job in world.jobs_made][1:] == [other]

    @pytest.mark.parametrize(
        ("facts", "is_asked"),
        [
            ({"created_at": hours_ago(71)}, True),
            ({"created_at": hours_ago(73)}, False),
            ({"created_at": hours_ago(100), "job_status": "scheduled"}, True),
            ({"created_at": hours_ago(1), "job_status": "cancelled"}, False),
        ],
    )
    def test_counts_while_it_is_recent_or_waits_for_its_time(self, world, again, facts, is_asked):
        browser, first, other = again
        world.has_job(first, **facts)

        page = browser.get(world.check_url(other))

        assert ("This was sent before" in texts(page, "h2")) == is_asked

    def test_does_not_count_where_the_api_never_made_a_job_of_it(self, world, again):
        browser, first, other = again
        world.has_no_job(first)

        page = browser.get(world.check_url(other))

        assert by_id(page, "send_again") is None

    def test_is_something_else_with_another_template(self, world, again):
        browser, _first, _other = again
        world.has_template()
        upload_id = world.uploaded(browser, ADA)

        page = browser.get(world.check_url(upload_id))

        assert by_id(page, "send_again") is None

    def test_is_found_behind_a_job_that_was_cancelled(self, world, again):
        browser, first, other = again
        browser.post(world.start_url(other), {**NOW, "send_again": "y"})
        world.has_job(other, job_status="cancelled", created_at=hours_ago(0))
        third = world.uploaded(browser, ADA)

        page = browser.get(world.check_url(third))

        assert link(page, "people.csv") == world.job_url(first)


class TestTheSameName:
    def test_is_a_hint_only(self, world, upload):
        browser, upload_id = upload
        namesake = world.a_job(an_id(), created_at=hours_ago(1))
        world.api.answers("GET", f"{world.path}/job", a_page([namesake]))

        page = browser.get(world.check_url(upload_id))

        assert b"You sent a file of this name with this template today" in page.content
        assert by_id(page, "send_again") is None
        assert text_of(by_id(page, "main-content")).count("Send 1 text message") == 1
