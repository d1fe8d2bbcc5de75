"""Letters: cancelled before they are printed, with pages attached to their templates."""

from uuid import uuid4

import pytest

from gateway.errors import BadRequest, NotFound
from gateway.storage import letter_attachments, recipient_files
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import (
    job_api_client,
    letter_attachment_client,
    notification_api_client,
    service_api_client,
)


@pytest.fixture
def template_id(live_id):
    template = service_api_client.create_service_template(
        name="Timetable", type_="letter", subject="Timetable", content="Hello", service_id=live_id
    )
    return template["data"]["id"]


class TestCancelling:
    def test_one_letter_once(self, live_id, letter):
        cancelled = notification_api_client.update_notification_to_cancelled(live_id, letter)

        assert cancelled["status"] == "cancelled"
        assert notification_api_client.get_notification(live_id, letter)["status"] == "cancelled"
        with pytest.raises(BadRequest, match="already been cancelled"):
            notification_api_client.update_notification_to_cancelled(live_id, letter)

    def test_a_whole_job_of_them(self, live_id, template_id):
        job_id = str(uuid4())
        lines = [
            "address line 1,address line 2,address line 3",
            "Ada,1 Mill Lane,SW1A 1AA",
            "Bo,2 Mill Lane,SW1A 1AA",
        ]
        facts = {
            "notification_count": 2,
            "template_id": template_id,
            "valid": True,
            "original_file_name": "crew.csv",
        }
        recipient_files.store(live_id, job_id, "\r\n".join(lines).encode(), facts)
        job_api_client.create_job(job_id, live_id)
        cancelled = job_api_client.cancel_letter_job(live_id, job_id)
        letters = notification_api_client.get_notifications_for_service(live_id, job_id=job_id)[
            "notifications"
        ]

        assert cancelled == 2
        assert [letter["status"] for letter in letters] == ["cancelled", "cancelled"]
        assert job_api_client.get_job(live_id, job_id)["data"]["job_status"] == "cancelled"
        with pytest.raises(BadRequest):
            job_api_client.cancel_letter_job(live_id, job_id)


class TestAttachments:
    def test_pages_are_attached_and_taken_off(self, live_id, template_id, who):
        upload_id = str(uuid4())
        letter_attachments.store(live_id, upload_id, b"%PDF-1.7")

        def attached():
            return service_api_client.get_service_template(live_id, template_id)["data"]["letter_attachment"]

        none, attachment = around(
            attached,
            lambda: letter_attachment_client.create_letter_attachment(
                upload_id=upload_id,
                original_filename="timetable.pdf",
                page_count=2,
                template_id=template_id,
                service_id=live_id,
            ),
        )
        _, taken_off = around(
            attached,
            lambda: letter_attachment_client.archive_letter_attachment(
                letter_attachment_id=upload_id, user_id=who, service_id=live_id
            ),
        )
        archived = letter_attachment_client.get_letter_attachment(upload_id)

        assert (none, taken_off) == (None, None)
        assert (attachment["id"], attachment["page_count"]) == (upload_id, 2)
        assert attachment["original_filename"] == "timetable.pdf"
        assert (archived["archived_by_id"], bool(archived["archived_at"])) == (who, True)

    def test_an_id_that_nobody_has(self):
        with pytest.raises(NotFound):
            letter_attachment_client.get_letter_attachment(str(uuid4()))
