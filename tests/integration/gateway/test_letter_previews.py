"""Pictures of letters, and the check of uploaded ones, by the service that draws them."""

from io import BytesIO
from uuid import uuid4

import pytest
from pypdf import PdfReader

from gateway.errors import BadRequest, NotFound
from gateway.storage import letter_attachments
from tests.integration.gateway.kept import around
from tests.integration.gateway.noted import (
    letter_attachment_client,
    service_api_client,
    template_preview_client,
)
from tests.sandbox.letters.files import LONDON, a_pdf

PNG = b"\x89PNG"
TOO_FAR_LEFT = (2, 120)


@pytest.fixture
def letter_template(live_id):
    made = service_api_client.create_service_template(
        name="Timetable", type_="letter", subject="Timetable", content="Dear ((name))", service_id=live_id
    )["data"]
    return lambda: service_api_client.get_service_template(live_id, made["id"])["data"]


@pytest.fixture
def service(live_id):
    return service_api_client.get_service(live_id)["data"]


class TestTemplatedLetters:
    def test_a_picture_of_a_page(self, letter_template, service):
        content, status, headers = template_preview_client.get_preview_for_templated_letter(
            letter_template(), "png", values={"name": "Ada"}, page=1, service=service
        )

        assert (content[:4], status) == (PNG, 200)
        assert headers == {"Content-Type": "image/png", "Cache-Control": "no-cache"}
        assert template_preview_client.get_allowed_headers({**headers, "Server": "x"}) == headers
        with pytest.raises(BadRequest):
            template_preview_client.get_preview_for_templated_letter(letter_template(), "png", page=2)

    def test_the_whole_letter(self, letter_template):
        content, _, headers = template_preview_client.get_preview_for_templated_letter(
            letter_template(), "pdf", values={"name": "Ada"}
        )

        assert "Dear Ada" in PdfReader(BytesIO(content)).pages[0].extract_text()
        assert headers["Content-Disposition"] == "attachment"

    def test_what_is_no_letter(self, live_id):
        text = service_api_client.create_service_template(
            name="Fog", type_="sms", content="Fog", service_id=live_id
        )["data"]

        with pytest.raises(NotFound):
            template_preview_client.get_preview_for_templated_letter(text)
        assert template_preview_client.get_page_counts_for_letter(text, {"id": live_id}) is None

    def test_pages_are_counted_again_when_some_are_attached(self, live_id, letter_template, service):
        def counted():
            return template_preview_client.get_page_counts_for_letter(letter_template(), service)

        attachment_id = str(uuid4())
        letter_attachments.store(live_id, attachment_id, a_pdf(pages=2, address=()))
        before, after = around(
            counted,
            lambda: letter_attachment_client.create_letter_attachment(
                upload_id=attachment_id,
                original_filename="map.pdf",
                page_count=2,
                template_id=letter_template()["id"],
                service_id=live_id,
            ),
        )
        picture, _, _ = template_preview_client.get_png_for_letter_attachment_page(
            attachment_id, service, page=2
        )

        assert before == {"count": 1, "welsh_page_count": 0, "attachment_page_count": 0}
        assert after == {"count": 3, "welsh_page_count": 0, "attachment_page_count": 2}
        assert picture[:4] == PNG


class TestUploadedLetters:
    def test_a_good_one_has_its_address_read(self):
        answer = template_preview_client.sanitise_letter(
            a_pdf(pages=2), upload_id=str(uuid4()), allow_international_letters=False
        )

        assert answer.status_code == 200
        assert answer.json()["recipient_address"] == "\n".join(LONDON)
        assert answer.json()["page_count"] == 2

    def test_a_bad_one_says_what_is_wrong_where(self):
        answer = template_preview_client.sanitise_letter(
            a_pdf(at=TOO_FAR_LEFT), upload_id=str(uuid4()), allow_international_letters=True
        )

        assert answer.status_code == 400
        assert answer.json()["message"] == "content-outside-printable-area"
        assert answer.json()["invalid_pages"] == [1]

    def test_pictures_of_its_pages(self):
        pdf = a_pdf(pages=2)
        plain, _, _ = template_preview_client.get_png_for_valid_pdf_page(pdf, 2)
        marked, _, _ = template_preview_client.get_png_for_invalid_pdf_page(pdf, 2)

        assert plain[:4] == marked[:4] == PNG
        assert plain != marked
        with pytest.raises(NotFound):
            template_preview_client.get_png_for_valid_pdf_page(pdf, 3)
