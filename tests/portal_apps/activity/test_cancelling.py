"""Cancelling a job that waits for its time."""

import pytest

from tests.builders import a_job, a_member
from tests.pages import first_button, link, text_of, texts, tree, typed

TIME = {"scheduled_for": "2030-11-24T05:00:00Z"}


@pytest.fixture
def browser(sign_in, service):
    return sign_in(a_member(service), service)


class TestCancelling:
    @pytest.fixture
    def scheduled(self, knows_job):
        return knows_job(
            job_status="scheduled",
            processing_started=None,
            statistics=[],
            **TIME,
        )

    @pytest.fixture
    def cancels(self, api, service, scheduled):
        """What the API answers to a POST, and what the job says of itself from then on."""
        path = f"/service/{service['id']}/job/{scheduled.rpartition('/')[2]}"

        def answer(job_status, *, status=200):
            changed = a_job(service, id=scheduled.rpartition("/")[2], job_status=job_status, **TIME)
            api.answers("POST", f"{path}/cancel", {"data": changed} if status == 200 else {}, status=status)
            api.mock.add("GET", api.address + path, json={"data": changed})

        return answer

    def test_is_offered_while_it_waits(self, browser, scheduled):
        page = browser.get(scheduled)

        assert "Sending will start 24 November 2030 at 5:00am" in texts(page, "p")
        assert link(page, "Cancel sending") == f"{scheduled}?cancel=y"

    def test_is_asked_once_more(self, api, browser, scheduled):
        page = browser.get(f"{scheduled}?cancel=y")

        assert text_of(first_button(page)) == "Yes, cancel it"
        assert [form.get("action") for form in tree(page).iter("form")] == [scheduled]
        assert typed(page, "csrfmiddlewaretoken")
        assert api.writes == []
        assert link(page, "Cancel sending") is None
        assert link(page, "Back") == scheduled

    def test_is_done(self, api, browser, scheduled, cancels):
        cancels("cancelled")

        page = browser.post(scheduled, {"cancel": "y"}, follow=True)

        assert page.redirect_chain == [(scheduled, 302)]
        assert texts(page, "div", "banner-default-with-tick") == [
            "permits.csv is cancelled. Nothing was sent"
        ]
        assert len(api.writes) == 1

    def test_twice_is_no_fault(self, api, browser, knows_job):
        cancelled = knows_job(job_status="cancelled", processing_started=None, statistics=[])

        page = browser.post(cancelled, follow=True)

        assert texts(page, "div", "banner-default-with-tick") == [
            "permits.csv is cancelled. Nothing was sent"
        ]
        assert api.writes == []

    @pytest.mark.parametrize("status", [404, 503])
    def test_at_the_same_time_is_none_either(self, browser, scheduled, cancels, status):
        """The API does not find it among the scheduled ones any more; and an answer may be lost on its way."""
        cancels("cancelled", status=status)

        page = browser.post(scheduled, follow=True)

        assert texts(page, "div", "banner-default-with-tick") == [
            "permits.csv is cancelled. Nothing was sent"
        ]

    def test_too_late_is_said_plainly(self, browser, scheduled, cancels):
        cancels("in progress", status=404)

        page = browser.post(scheduled, follow=True)

        assert texts(page, "div", "banner-dangerous") == [
            "permits.csv has already started, so it cannot be cancelled"
        ]
        assert link(page, "Cancel sending") is None

    def test_without_an_answer_it_says_how_things_are(self, browser, scheduled, cancels):
        cancels("scheduled", status=503)

        page = browser.post(scheduled, follow=True)

        assert texts(page, "div", "banner-dangerous") == [
            "permits.csv is not cancelled, because we got no answer. Try again"
        ]

    def test_is_for_those_who_send(self, api, sign_in, service, scheduled):
        browser = sign_in(a_member(service, ["view_activity"]), service)

        assert link(browser.get(scheduled), "Cancel sending") is None
        assert b"Yes, cancel it" not in browser.get(f"{scheduled}?cancel=y").content
        assert browser.post(scheduled).status_code == 403
        assert api.writes == []

    def test_is_not_asked_of_one_that_has_begun(self, browser, knows_job):
        assert b"Yes, cancel it" not in browser.get(f"{knows_job()}?cancel=y").content
