"""Letters that people upload as PDF files: sent, looked at, listed by the day they are printed."""

import base64
from io import BytesIO
from urllib.parse import quote
from uuid import uuid4

import pytest
from pypdf import PdfReader

from gateway.errors import BadRequest
from gateway.storage import LetterFacts, letter_uploads
from tests.integration.gateway.noted import (
    job_api_client,
    notification_api_client,
    service_api_client,
    upload_api_client,
)
from tests.sandbox.letters.files import LONDON, a_pdf

ADDRESS = "\n".join(LONDON)


@pytest.fixture
def send(live_id):
    def sending(file_id, postage="second"):
        return notification_api_client.send_precompiled_letter(
            live_id, "timetable.pdf", file_id, postage, quote(ADDRESS)
        )["id"]

    return sending


@pytest.fixture
def file_id(live_id):
    """A letter that has passed its check."""
    made = str(uuid4())
    facts = LetterFacts("timetable.pdf", page_count=2, recipient=ADDRESS)
    letter_uploads.store(live_id, made, a_pdf(pages=2), facts.as_metadata())
    return made


class TestSending:
    def test_the_letter_has_the_id_of_its_file_and_is_sent_once(self, live_id, file_id, send, who):
        assert [send(file_id), send(file_id)] == [file_id, file_id]
        letter = notification_api_client.get_notification(live_id, file_id)

        assert (letter["notification_type"], letter["postage"]) == ("letter", "second")
        assert (letter["to"], letter["client_reference"]) == (ADDRESS, "timetable.pdf")
        assert (letter["created_by"]["id"], letter["template"]["is_precompiled_letter"]) == (who, True)
        assert service_api_client.get_service_statistics(live_id)["letter"]["requested"] == 1
        assert letter_uploads.exists(live_id, file_id) is False

    def test_what_cannot_be_sent(self, file_id, send):
        with pytest.raises(BadRequest, match="postage"):
            send(file_id, postage="pigeon")
        with pytest.raises(BadRequest, match="no letter with this id"):
            send(str(uuid4()))


class TestLooking:
    def test_the_file_and_pictures_of_its_pages(self, live_id, file_id, send):
        send(file_id)
        file = notification_api_client.get_notification_letter_preview(live_id, file_id, "pdf")
        page = notification_api_client.get_notification_letter_preview(live_id, file_id, "png", page=2)

        pdf = PdfReader(BytesIO(base64.b64decode(file["content"])))
        assert len(pdf.pages) == 2
        assert base64.b64decode(page["content"]).startswith(b"\x89PNG")
        assert file.keys() == {"content", "metadata"}
        with pytest.raises(BadRequest):
            notification_api_client.get_notification_letter_preview(live_id, file_id, "png", page=3)

    def test_a_letter_from_a_template(self, live_id, letter):
        file = notification_api_client.get_notification_letter_preview(live_id, letter, "pdf")

        text = PdfReader(BytesIO(base64.b64decode(file["content"]))).pages[0].extract_text()
        assert "Ada Okafor" in text
        assert "Timetable" in text


class TestUploads:
    def test_letters_of_a_day_are_one_row_and_a_page_of_their_own(self, live_id, file_id, send):
        send(file_id)
        [row] = job_api_client.get_uploads(live_id)["data"]
        day = row["created_at"][:10]
        of_day = upload_api_client.get_letters_by_service_and_print_day(live_id, letter_print_day=day)
        other_day = upload_api_client.get_letters_by_service_and_print_day(
            live_id, letter_print_day="2020-01-01"
        )

        assert (row["upload_type"], row["notification_count"]) == ("letter_day", 1)
        assert [letter["id"] for letter in of_day["notifications"]] == [file_id]
        assert (of_day["total"], of_day["page_size"]) == (1, 50)
        assert (other_day["total"], other_day["notifications"]) == (0, [])
