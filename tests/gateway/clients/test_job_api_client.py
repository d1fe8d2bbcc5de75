"""Jobs: whether a service has any, which ones wait, and which file was sent before."""

import json
import threading

import pytest

from gateway import job_api_client
from gateway.errors import BadRequest
from tests.builders import an_id
from tests.gateway.cache.support import PATIENCE
from tests.gateway.clients.readers import asked_again

JOBS = "/service/s1/job"


def a_job(**facts):
    return {
        "id": an_id(),
        "template": "t1",
        "template_version": 2,
        "original_file_name": "people.csv",
        "job_status": "finished",
        "scheduled_for": None,
    } | facts


def pages_of(api, path, *pages):
    """The route answers one page after the other, and links to the next one until the last."""

    def answer(request):
        number = int(request.params["page"])
        links = {"next": "more"} if number < len(pages) else {}
        return 200, {}, json.dumps({"data": pages[number - 1], "links": links})

    api.mock.add_callback("GET", api.address + path, callback=answer)


class TestHasJobs:
    @pytest.mark.parametrize(
        ("write", "path"),
        [
            (lambda: job_api_client.create_job("j1", "s1"), JOBS),
            (lambda: job_api_client.cancel_job("s1", "j1"), f"{JOBS}/j1/cancel"),
            (lambda: job_api_client.cancel_letter_job("s1", "j1"), f"{JOBS}/j1/cancel-letter-job"),
        ],
        ids=["create", "cancel", "cancel letters"],
    )
    def test_is_asked_again_after(self, api, write, path):
        api.answers("GET", JOBS, {"data": []})
        api.answers("POST", path, {"data": 1})

        assert asked_again(api, JOBS, read=lambda: job_api_client.has_jobs("s1"), write=write)

    def test_a_reader_who_saw_none_before_a_job_was_made_hides_it_from_nobody(self, api):
        """The reader asks first and gets its answer last: after the job was made and announced."""
        asked, made = threading.Event(), threading.Event()

        def slow_answer(_request):
            asked.set()
            made.wait(PATIENCE)
            return 200, {}, json.dumps({"data": []})

        api.mock.add_callback("GET", api.address + JOBS, callback=slow_answer)
        api.answers("POST", JOBS, {"data": 1})
        reader = threading.Thread(target=job_api_client.has_jobs, args=("s1",))
        reader.start()
        assert asked.wait(PATIENCE)

        job_api_client.create_job("j1", "s1")
        made.set()
        reader.join()
        api.answers("GET", JOBS, {"data": [a_job()]})

        assert job_api_client.has_jobs("s1") is True


class TestCancelLetterJob:
    def test_the_reason_is_in_the_error(self, api):
        api.answers("POST", f"{JOBS}/j1/cancel-letter-job", {"message": "It is too late"}, status=400)

        with pytest.raises(BadRequest) as raised:
            job_api_client.cancel_letter_job("s1", "j1")

        assert raised.value.message == "It is too late"


class TestGetScheduledJobs:
    def test_are_all_of_them_the_last_one_first(self, api):
        soon, later = "2026-11-24T09:00:00.000000Z", "2026-11-26T09:00:00.000000Z"
        pages_of(api, JOBS, [a_job(scheduled_for=soon)], [a_job(scheduled_for=later)])

        jobs = job_api_client.get_scheduled_jobs("s1")

        assert [job["scheduled_for"] for job in jobs] == [later, soon]


class TestHasSentPreviously:
    def test_is_true_for_the_same_file_on_any_page(self, api):
        pages_of(api, JOBS, [a_job(original_file_name="other.csv")], [a_job()])

        assert job_api_client.has_sent_previously("s1", "t1", 2, "people.csv") is True

    @pytest.mark.parametrize(
        "other",
        [
            {"template": "t2"},
            {"template_version": 1},
            {"original_file_name": "others.csv"},
            {"job_status": "cancelled"},
        ],
        ids=lambda other: next(iter(other)),
    )
    def test_is_false_when_anything_differs(self, api, other):
        api.answers("GET", JOBS, {"data": [a_job(**other)]})

        assert job_api_client.has_sent_previously("s1", "t1", 2, "people.csv") is False
