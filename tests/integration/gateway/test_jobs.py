"""Jobs and contact lists: files of recipients that gateway and sandbox both know."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from gateway.errors import BadRequest, NotFound
from gateway.storage import contact_lists, recipient_files
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import (
    contact_list_api_client,
    job_api_client,
    notification_api_client,
    service_api_client,
)

FILE = b"phone number,name\r\n07700900456,Ada\r\n07700900003,Bo\r\n"


@pytest.fixture
def template(live_id):
    return service_api_client.create_service_template(
        name="Late ferry", type_="sms", content="Dear ((name))", service_id=live_id
    )["data"]


@pytest.fixture
def upload(live_id, template):
    """Keeps the file with what the API wants to know of it; gives the id of the job to be."""

    def store(content=FILE, **facts):
        upload_id = str(uuid4())
        metadata = {
            "notification_count": 2,
            "template_id": template["id"],
            "valid": True,
            "original_file_name": "people.csv",
        }
        recipient_files.store(live_id, upload_id, content, metadata | facts)
        return upload_id

    return store


def ahead(**span):
    return (datetime.now(tz=UTC) + timedelta(**span)).isoformat()


class TestJobs:
    def test_every_row_becomes_a_message(self, live_id, template, upload):
        upload_id = upload()
        before, after = around(
            lambda: job_api_client.has_jobs(live_id), lambda: job_api_client.create_job(upload_id, live_id)
        )
        job = job_api_client.get_job(live_id, upload_id)["data"]
        rows = notification_api_client.get_notifications_for_service(live_id, job_id=upload_id)
        sheet = notification_api_client.get_notifications_for_service_for_csv(live_id, job_id=upload_id)
        found = notification_api_client.get_notifications_for_service(live_id, job_id=upload_id, to="900456")

        assert (before, after) == (False, True)
        assert (job["job_status"], job["template"], job["notification_count"]) == (
            "finished",
            template["id"],
            2,
        )
        assert {row["status"]: row["count"] for row in job["statistics"]} == {
            "delivered": 1,
            "temporary-failure": 1,
        }
        assert [row["to"] for row in rows["notifications"]] == ["07700900456", "07700900003"]
        assert rows["total"] == 2
        assert [row["row_number"] for row in sheet["notifications"]] == [1, 2]
        assert [row["to"] for row in found["notifications"]] == ["07700900456"]
        assert (
            notification_api_client.get_notification_count_for_job_id(service_id=live_id, job_id=upload_id)
            == 2
        )

    def test_lists_of_them(self, live_id, template, upload):
        upload_id = upload()
        job_api_client.create_job(upload_id, live_id)
        listed = job_api_client.get_jobs(live_id)
        uploads = job_api_client.get_uploads(live_id, limit_days=7)

        assert [row["id"] for row in listed["data"]] == [upload_id]
        assert (listed["page_size"], listed["total"]) == (50, 1)
        assert job_api_client.get_page_of_jobs(live_id, page=1)["data"] == listed["data"]
        assert job_api_client.get_immediate_jobs(live_id) == listed["data"]
        assert [(row["id"], row["upload_type"]) for row in uploads["data"]] == [(upload_id, "job")]
        assert job_api_client.has_sent_previously(live_id, template["id"], 1, "people.csv") is True
        assert job_api_client.has_sent_previously(live_id, template["id"], 2, "people.csv") is False

    def test_one_waits_for_its_time_and_is_cancelled(self, live_id, upload):
        upload_id, when = upload(), ahead(hours=2)
        job_api_client.create_job(upload_id, live_id, scheduled_for=when)
        [waiting] = job_api_client.get_scheduled_jobs(live_id)
        counted = job_api_client.get_scheduled_job_stats(live_id)
        cancelled = job_api_client.cancel_job(live_id, upload_id)["data"]

        assert (waiting["id"], waiting["job_status"], waiting["statistics"]) == (upload_id, "scheduled", [])
        assert counted == {"count": 1, "soonest_scheduled_for": when}
        assert cancelled["job_status"] == "cancelled"
        assert job_api_client.get_scheduled_jobs(live_id) == []
        with pytest.raises(NotFound):
            job_api_client.cancel_job(live_id, upload_id)

    def test_a_file_or_time_that_does_not_fit(self, live_id, upload):
        with pytest.raises(BadRequest, match="File is not valid"):
            job_api_client.create_job(upload(valid=False), live_id)
        with pytest.raises(BadRequest) as too_far:
            job_api_client.create_job(upload(), live_id, scheduled_for=ahead(days=8))
        assert too_far.value.message.keys() == {"scheduled_for"}


class TestContactLists:
    @pytest.fixture
    def contacts(self, live_id):
        upload_id = str(uuid4())
        contact_lists.store(live_id, upload_id, FILE, {"original_file_name": "crew.csv"})
        return contact_list_api_client.create_contact_list(
            service_id=live_id,
            upload_id=upload_id,
            original_file_name="crew.csv",
            row_count=2,
            template_type="sms",
        )

    def test_one_is_kept_read_and_deleted(self, live_id, contacts, people):
        read = contact_list_api_client.get_contact_list(service_id=live_id, contact_list_id=contacts["id"])
        listed = contact_list_api_client.get_contact_lists(live_id)
        contact_list_api_client.delete_contact_list(service_id=live_id, contact_list_id=contacts["id"])

        assert (contacts["original_file_name"], contacts["row_count"]) == ("crew.csv", 2)
        assert (contacts["created_by"], contacts["has_jobs"]) == (people["manager"]["name"], False)
        assert (read, listed) == (contacts, [contacts])
        assert contact_list_api_client.get_contact_lists(live_id) == []

    def test_jobs_are_sent_from_it(self, live_id, contacts, upload):
        upload_id = upload()
        job_api_client.create_job(upload_id, live_id, contact_list_id=contacts["id"])
        of_list = job_api_client.get_jobs(live_id, contact_list_id=contacts["id"])["data"]
        read = contact_list_api_client.get_contact_list(service_id=live_id, contact_list_id=contacts["id"])

        assert [row["id"] for row in of_list] == [upload_id]
        assert (read["has_jobs"], read["recent_job_count"]) == (True, 1)
